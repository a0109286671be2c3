package dqn.render;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Draws a moment of a game: the picture, scaled by nearest neighbour, and, if wanted, beside it the action, the Q-values
 * and how the game stands.
 */
final class GamePainter {
    private static final int LINE_HEIGHT = 20;
    static final int SIDE_WIDTH = 290;
    private static final int MARGIN = 16;
    private static final int NAME_WIDTH = 116;
    private static final int NUMBER_WIDTH = 54;
    private static final int HEADER_HEIGHT = 98;
    private static final int SMALLEST_ROW = 14;
    private static final int LARGEST_ROW = 26;

    static final Color BACKGROUND = new Color(0x16181d);
    private static final Color TRACK = new Color(0x262a33);
    private static final Color BAR = new Color(0x5a6c8f);
    private static final Color CHOSEN = new Color(0xf2a33a);
    static final Color TEXT = new Color(0xd7dbe3);
    static final Color QUIET_TEXT = new Color(0x8a92a3);

    private final int pictureWidth;
    private final boolean details;
    private final Supplier<List<String>> hints;

    /** Pictures this many pixels wide, with what is told beside them or without. */
    GamePainter(int pictureWidth, boolean details) {
        this(pictureWidth, details, List::of);
    }

    /** @param hints lines that a person wants to read more than the list of all actions; none for that list */
    GamePainter(int pictureWidth, boolean details, Supplier<List<String>> hints) {
        this.pictureWidth = pictureWidth;
        this.details = details;
        this.hints = hints;
    }

    /** Copies a frame's bytes into an image. */
    static BufferedImage picture(RenderedFrame frame) {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = frame.rgb();
        for (int y = 0, at = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++, at += 3) {
                image.setRGB(x, y, (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff));
            }
        }
        return image;
    }

    /** The size for frames of this shape: all of the picture, and all lines readable. */
    Dimension sizeFor(RenderedFrame shape) {
        if (!details) {
            return new Dimension(pictureWidth, pictureHeight(shape));
        }
        int lines = hints.get().isEmpty()
                ? shape.actionNames().size() * SMALLEST_ROW
                : hints.get().size() * LINE_HEIGHT;
        int textHeight = HEADER_HEIGHT + lines + MARGIN / 2;
        return new Dimension(pictureWidth + SIDE_WIDTH, Math.max(pictureHeight(shape), textHeight));
    }

    private int pictureHeight(RenderedFrame shape) {
        return (int) Math.round(pictureWidth / shape.aspect());
    }

    /**
     * Draws into the upper left corner, {@link #sizeFor} pixels.
     *
     * @param picture the frame's own
     */
    void paint(Graphics2D target, RenderedFrame frame, BufferedImage picture) {
        Dimension size = sizeFor(frame);
        Graphics2D canvas = (Graphics2D) target.create();
        canvas.setColor(BACKGROUND);
        canvas.fillRect(0, 0, size.width, size.height);
        smooth(canvas);
        canvas.drawImage(picture, 0, 0, pictureWidth, pictureHeight(frame), null);
        if (details) {
            canvas.translate(pictureWidth + MARGIN, 0);
            paintHeader(canvas, frame);
            if (hints.get().isEmpty()) {
                paintActions(canvas, frame, size.height);
            } else {
                paintHints(canvas);
            }
        }
        canvas.dispose();
    }

    /** Text is smoothed, pixels are not. */
    static void smooth(Graphics2D canvas) {
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    private static void paintHeader(Graphics2D canvas, RenderedFrame frame) {
        canvas.setColor(TEXT);
        canvas.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 24));
        canvas.drawString(String.format(Locale.ROOT, "%.0f", frame.score()), 0, 36);
        canvas.setColor(QUIET_TEXT);
        canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        canvas.drawString(String.format(Locale.ROOT, "episode %d, step %d", frame.episode(), frame.step()), 0, 56);
        canvas.setColor(CHOSEN);
        canvas.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        canvas.drawString(frame.actionName(), 0, 84);
    }

    private void paintHints(Graphics2D canvas) {
        canvas.setColor(QUIET_TEXT);
        canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        int baseline = HEADER_HEIGHT + LINE_HEIGHT / 2;
        for (String hint : hints.get()) {
            canvas.drawString(hint, 0, baseline);
            baseline += LINE_HEIGHT;
        }
    }

    private static void paintActions(Graphics2D canvas, RenderedFrame frame, int height) {
        int count = frame.actionNames().size();
        int row = Math.min(LARGEST_ROW, Math.max(1, (height - HEADER_HEIGHT - MARGIN / 2) / count));
        canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Math.min(12, row)));
        float[] lengths = ValueBars.lengths(frame.qValues());
        for (int i = 0; i < count; i++) {
            paintAction(canvas, frame, i, HEADER_HEIGHT + i * row, row, lengths);
        }
    }

    private static void paintAction(
            Graphics2D canvas, RenderedFrame frame, int action, int top, int row, float[] lengths) {
        boolean chosen = action == frame.action();
        int baseline = top + row / 2 + canvas.getFontMetrics().getAscent() / 2 - 1;
        canvas.setColor(chosen ? CHOSEN : QUIET_TEXT);
        canvas.drawString(frame.actionNames().get(action), 0, baseline);
        if (lengths.length == 0) {
            return;
        }
        int room = SIDE_WIDTH - 2 * MARGIN - NAME_WIDTH - NUMBER_WIDTH;
        int height = Math.max(2, row * 3 / 5);
        canvas.setColor(TRACK);
        canvas.fillRect(NAME_WIDTH, top + (row - height) / 2, room, height);
        canvas.setColor(chosen ? CHOSEN : BAR);
        canvas.fillRect(NAME_WIDTH, top + (row - height) / 2, Math.round(room * lengths[action]), height);
        String number = String.format(Locale.ROOT, "%.3f", frame.qValues()[action]);
        canvas.setColor(chosen ? TEXT : QUIET_TEXT);
        int width = canvas.getFontMetrics().stringWidth(number);
        canvas.drawString(number, SIDE_WIDTH - 2 * MARGIN - width, baseline);
    }
}
