package dqn.render;

import java.util.List;

/** Pictures to show in tests. */
final class Frames {
    static final List<String> ACTIONS = List.of("NOOP", "FIRE", "RIGHT");
    private static final int[] COLORS = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff};

    private Frames() {}

    /** Four quarters: red and green above blue and white. */
    static RenderedFrame quarters(int height, int width, int action, float... values) {
        byte[] rgb = new byte[height * width * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int color = COLORS[2 * (2 * y / height) + 2 * x / width];
                int at = (y * width + x) * 3;
                rgb[at] = (byte) (color >> 16);
                rgb[at + 1] = (byte) (color >> 8);
                rgb[at + 2] = (byte) color;
            }
        }
        return new RenderedFrame(rgb, height, width, action, ACTIONS, values, 120, 2, 345);
    }
}
