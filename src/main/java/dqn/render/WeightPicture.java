package dqn.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * A layer's weights as pictures, one beside the other: of each unit its weights for each plane of the input. All are on one
 * scale, from blue (the most negative) over white (0) to red (the most positive).
 */
public final class WeightPicture {
    private static final int CELL = 6; // pixels of a weight
    private static final int GAP = 6;
    private static final int UNITS_IN_A_ROW = 4;
    /** Of a layer with very many units the first, as many as fit on a page. */
    private static final int MOST_UNITS = 64;

    private final int planes;
    private final int height;
    private final int width;

    /** For units that look at {@code planes} planes of this size. */
    public WeightPicture(int planes, int height, int width) {
        this.planes = planes;
        this.height = height;
        this.width = width;
    }

    /**
     * Draws them.
     *
     * @param weights {@code [units][planes][height][width]}, from {@code start} on
     */
    public BufferedImage draw(float[] weights, int start, int units) {
        int shown = Math.min(units, MOST_UNITS);
        int columns = Math.min(shown, UNITS_IN_A_ROW);
        int unitWidth = planes * (width * CELL + 1) + GAP;
        int unitHeight = height * CELL + GAP;
        BufferedImage image = new BufferedImage(
                GAP + columns * unitWidth,
                GAP + (shown + columns - 1) / columns * unitHeight,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(GamePainter.BACKGROUND);
        canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
        int size = planes * height * width;
        float most = largest(weights, start, shown * size);
        for (int unit = 0; unit < shown; unit++) {
            int x = GAP + unit % columns * unitWidth;
            int y = GAP + unit / columns * unitHeight;
            for (int i = 0; i < size; i++) {
                int plane = i / (height * width);
                int row = i / width % height;
                int column = i % width;
                canvas.setColor(colour(weights[start + unit * size + i] / most));
                canvas.fillRect(x + plane * (width * CELL + 1) + column * CELL, y + row * CELL, CELL, CELL);
            }
        }
        canvas.dispose();
        return image;
    }

    private static float largest(float[] weights, int start, int count) {
        float largest = Float.MIN_NORMAL;
        for (int i = start; i < start + count; i++) {
            largest = Math.max(largest, Math.abs(weights[i]));
        }
        return largest;
    }

    /** Of a share from -1 to 1. */
    private static Color colour(float share) {
        float other = 1 - Math.abs(share);
        return share < 0 ? new Color(other, other, 1f) : new Color(1f, other, other);
    }
}
