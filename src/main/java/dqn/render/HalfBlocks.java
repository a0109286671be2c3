package dqn.render;

/**
 * A picture as text: each character is an upper half block whose foreground is one pixel and whose background the pixel
 * below it, in 24-bit colour.
 */
final class HalfBlocks {
    private static final char UPPER_HALF = '\u2580';
    private static final int NONE = -1;

    private HalfBlocks() {}

    /**
     * Appends one line of text, two rows of the picture, and resets the colours. A colour is named only where it changes.
     *
     * @param rgb {@code [2 * lines][columns][3]}
     */
    static void appendLine(StringBuilder out, byte[] rgb, int columns, int line) {
        int above = NONE;
        int below = NONE;
        for (int column = 0; column < columns; column++) {
            int upper = color(rgb, (2 * line * columns + column) * 3);
            int lower = color(rgb, ((2 * line + 1) * columns + column) * 3);
            if (upper != above) {
                appendColor(out, 38, upper);
                above = upper;
            }
            if (lower != below) {
                appendColor(out, 48, lower);
                below = lower;
            }
            out.append(UPPER_HALF);
        }
        out.append("\u001b[0m");
    }

    private static int color(byte[] rgb, int at) {
        return (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff);
    }

    private static void appendColor(StringBuilder out, int ground, int color) {
        out.append("\u001b[").append(ground).append(";2;");
        out.append(color >> 16)
                .append(';')
                .append((color >> 8) & 0xff)
                .append(';')
                .append(color & 0xff);
        out.append('m');
    }
}
