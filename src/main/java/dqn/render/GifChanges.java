package dqn.render;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a GIF needs to hold of a picture: the rectangle around the pixels that are not as in the picture before, in which
 * the others are transparent. Its palette has just the colours of those pixels, so that all are exact; only where there
 * are more than 255 do they lose their lowest bits.
 */
final class GifChanges {
    /** Index of the colour that lets the picture before show through. */
    static final int TRANSPARENT = 0;

    private static final int MOST_COLOURS = 255;

    private int width;
    private int[] before = {};
    private int[] pixels = {};

    /** Takes the next picture, of the same size as all others. */
    void next(BufferedImage picture) {
        int[] spare = before;
        before = pixels;
        width = picture.getWidth();
        int size = width * picture.getHeight();
        pixels = picture.getRGB(
                0, 0, width, picture.getHeight(), spare.length == size ? spare : new int[size], 0, width);
    }

    private boolean isChanged(int pixel) {
        return before.length == 0 || pixels[pixel] != before[pixel];
    }

    /** Where it has changed: all of the first picture, and one pixel of one that is like the one before. */
    Rectangle place() {
        int left = width;
        int right = 0;
        int top = pixels.length / width;
        int bottom = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (isChanged(i)) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width);
                top = Math.min(top, i / width);
                bottom = i / width;
            }
        }
        return left == width ? new Rectangle(0, 0, 1, 1) : new Rectangle(left, top, right - left + 1, bottom - top + 1);
    }

    /** What it shows there. */
    BufferedImage part(Rectangle place) {
        int mask = 0xffffff;
        Map<Integer, Integer> palette = palette(mask);
        while (palette.size() > MOST_COLOURS) {
            mask = (mask & 0x7f7f7f) << 1;
            palette = palette(mask);
        }
        BufferedImage part =
                new BufferedImage(place.width, place.height, BufferedImage.TYPE_BYTE_INDEXED, colours(palette));
        for (int y = 0; y < place.height; y++) {
            for (int x = 0; x < place.width; x++) {
                int pixel = (place.y + y) * width + place.x + x;
                int index = isChanged(pixel) ? palette.get(pixels[pixel] & mask) : TRANSPARENT;
                part.getRaster().setSample(x, y, 0, index);
            }
        }
        return part;
    }

    /** The index of every colour of the changed pixels, in the order in which they appear, after the transparent one. */
    private Map<Integer, Integer> palette(int mask) {
        Map<Integer, Integer> palette = new LinkedHashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            if (isChanged(i)) {
                palette.putIfAbsent(pixels[i] & mask, palette.size() + 1);
            }
        }
        return palette;
    }

    private static IndexColorModel colours(Map<Integer, Integer> palette) {
        int[] colours = new int[palette.size() + 1];
        palette.forEach((colour, index) -> colours[index] = 0xff000000 | colour);
        return new IndexColorModel(8, colours.length, colours, 0, true, TRANSPARENT, DataBuffer.TYPE_BYTE);
    }
}
