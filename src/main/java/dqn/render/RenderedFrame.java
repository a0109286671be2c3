package dqn.render;

import java.util.List;
import java.util.Locale;

/**
 * One moment of a game, for people to look at.
 *
 * @param rgb the picture, {@code [height][width][3]}, unsigned; the renderer reads it during the call only
 * @param height rows of the picture
 * @param width columns of the picture
 * @param action index of the action that led here, {@link #NO_ACTION} after a reset
 * @param actionNames names of all actions, by index
 * @param qValues the values of all actions where this one was chosen, empty if nobody knows them
 * @param score of the game so far, raw
 * @param episode number of the game, from 1
 * @param step agent steps of the game so far
 */
public record RenderedFrame(
        byte[] rgb,
        int height,
        int width,
        int action,
        List<String> actionNames,
        float[] qValues,
        double score,
        long episode,
        long step) {
    /** The action of a frame that no action led to. */
    public static final int NO_ACTION = -1;

    /** The Atari's pixels are about twice as wide as high; its pictures have this many columns. */
    private static final int ATARI_WIDTH = 160;

    /** Refuses a picture of another size than it says, and values that are not one per action. */
    public RenderedFrame {
        if (height < 1 || width < 1 || rgb.length != height * width * 3) {
            throw new IllegalArgumentException(rgb.length + " bytes are no RGB picture of " + height + "x" + width);
        }
        if (qValues.length != 0 && qValues.length != actionNames.size()) {
            throw new IllegalArgumentException(qValues.length + " values for " + actionNames.size() + " actions");
        }
    }

    /** Width over height of the picture as it should appear: an Atari's pixels are wide, others are square. */
    public double aspect() {
        return aspect(width, height);
    }

    /** The same of any picture. */
    static double aspect(int width, int height) {
        return (double) width * (width == ATARI_WIDTH ? 2 : 1) / height;
    }

    /** Width in pixels of the picture enlarged by a whole number in both directions: nearest to the one wanted. */
    int wholeWidth(int wanted) {
        int smallest = width == ATARI_WIDTH ? 2 * width : width;
        return smallest * Math.max(1, Math.round((float) wanted / smallest));
    }

    /** The same moment, to be kept. */
    public RenderedFrame copy() {
        return new RenderedFrame(
                rgb.clone(), height, width, action, actionNames, qValues.clone(), score, episode, step);
    }

    /** The action's name, empty after a reset. */
    public String actionName() {
        return action == NO_ACTION ? "" : actionNames.get(action);
    }

    /** How the game stands, in one line. */
    String status() {
        return String.format(Locale.ROOT, "score %.0f  episode %d  step %d", score, episode, step);
    }
}
