package dqn.cli;

import dqn.agent.Policy;
import dqn.core.TimeStep;
import dqn.env.Environment;
import dqn.render.RenderedFrame;
import dqn.render.Renderer;
import java.util.List;

/** Shows games to a person frame by frame, with what their player thinks; changes nothing in them. */
final class Show {
    private static final float[] NO_VALUES = {};

    private final Renderer renderer;
    private byte[] picture = {};
    private List<String> actions = List.of();
    private int action = RenderedFrame.NO_ACTION;
    private float[] values = NO_VALUES;
    private boolean over;
    private double score;
    private int episode;
    private long step;

    Show(Renderer renderer) {
        this.renderer = renderer;
    }

    /** The same policy, watched. */
    Policy watched(Policy policy, List<String> actionNames) {
        actions = actionNames;
        return stack -> {
            action = policy.act(stack);
            values = renderer.isLooking() ? policy.values().orElse(NO_VALUES) : NO_VALUES;
            step++;
            return action;
        };
    }

    /** Shows one emulator frame, after this reset or step. */
    void frame(Environment emulator, TimeStep at) {
        if (at.kind() == TimeStep.Kind.FIRST) {
            beginGame();
        }
        over = at.gameOver();
        // Points before the player's first action, in a no-op start, are not the player's.
        score += step > 0 ? at.reward() : 0;
        if (renderer.isLooking()) {
            renderer.show(moment(emulator));
        }
    }

    private RenderedFrame moment(Environment emulator) {
        return new RenderedFrame(
                picture(emulator),
                emulator.pictureSpec().height(),
                emulator.pictureSpec().width(),
                action,
                actions,
                values,
                score,
                episode,
                step);
    }

    private void beginGame() {
        // A no-op start begins anew where a game ends in it.
        episode += episode == 0 || step > 0 ? 1 : 0;
        action = RenderedFrame.NO_ACTION;
        values = NO_VALUES;
        score = 0;
        step = 0;
    }

    private byte[] picture(Environment emulator) {
        int size = emulator.pictureSpec().size();
        picture = picture.length == size ? picture : new byte[size];
        emulator.picture(picture);
        return picture;
    }

    /** Number of the game, from 1. */
    int episode() {
        return episode;
    }

    /** Whether the game has ended by its own rules; one that was cut off has not. */
    boolean isOver() {
        return over;
    }

    /** Points of the game so far. */
    double score() {
        return score;
    }
}
