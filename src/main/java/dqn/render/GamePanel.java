package dqn.render;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;
import javax.swing.JPanel;

/** The picture, scaled by nearest neighbour, and beside it the action, the Q-values and how the game stands. */
final class GamePanel extends JPanel {
    private static final long serialVersionUID = 1L;

    static final int SIDE_WIDTH = 290;
    private static final int MARGIN = 16;
    private static final int NAME_WIDTH = 116;
    private static final int NUMBER_WIDTH = 54;
    private static final int HEADER_HEIGHT = 98;
    private static final int SMALLEST_ROW = 14;
    private static final int LARGEST_ROW = 26;

    private static final Color BACKGROUND = new Color(0x16181d);
    private static final Color TRACK = new Color(0x262a33);
    private static final Color BAR = new Color(0x5a6c8f);
    private static final Color CHOSEN = new Color(0xf2a33a);
    private static final Color TEXT = new Color(0xd7dbe3);
    private static final Color QUIET_TEXT = new Color(0x8a92a3);

    private final int pictureWidth;
    private transient RenderedFrame frame;
    private transient BufferedImage picture;

    /** Shows pictures this many pixels wide. */
    GamePanel(int pictureWidth) {
        this.pictureWidth = pictureWidth;
        setBackground(BACKGROUND);
    }

    /** Takes over a copy of the frame; on the event thread. */
    void show(RenderedFrame next, BufferedImage itsPicture) {
        frame = next;
        picture = itsPicture;
        repaint();
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

    /** The size for frames of this shape: all of the picture, and all actions readable. */
    Dimension sizeFor(RenderedFrame shape) {
        int actionsHeight = HEADER_HEIGHT + shape.actionNames().size() * SMALLEST_ROW + MARGIN / 2;
        return new Dimension(pictureWidth + SIDE_WIDTH, Math.max(pictureHeight(shape), actionsHeight));
    }

    private int pictureHeight(RenderedFrame shape) {
        return (int) Math.round(pictureWidth / shape.aspect());
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (frame == null) {
            return;
        }
        Graphics2D canvas = (Graphics2D) graphics.create();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.drawImage(picture, 0, 0, pictureWidth, pictureHeight(frame), null);
        canvas.translate(pictureWidth + MARGIN, 0);
        paintHeader(canvas);
        paintActions(canvas);
        canvas.dispose();
    }

    private void paintHeader(Graphics2D canvas) {
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

    private void paintActions(Graphics2D canvas) {
        int count = frame.actionNames().size();
        int row = Math.min(LARGEST_ROW, Math.max(1, (getHeight() - HEADER_HEIGHT - MARGIN / 2) / count));
        canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Math.min(12, row)));
        float[] lengths = ValueBars.lengths(frame.qValues());
        for (int i = 0; i < count; i++) {
            paintAction(canvas, i, HEADER_HEIGHT + i * row, row, lengths);
        }
    }

    private void paintAction(Graphics2D canvas, int action, int top, int row, float[] lengths) {
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
