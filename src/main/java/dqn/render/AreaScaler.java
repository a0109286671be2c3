package dqn.render;

/**
 * Scales a picture to any size: every target pixel is the mean of the source area that it covers, fractions of pixels
 * included, so that a missile of one pixel stays visible however small the picture becomes.
 */
final class AreaScaler {
    private AreaScaler() {}

    /** Scales RGB {@code [height][width][3]} to {@code [targetHeight][targetWidth][3]}. */
    static byte[] scale(byte[] rgb, int height, int width, int targetHeight, int targetWidth) {
        float[] wide = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            wide[i] = Byte.toUnsignedInt(rgb[i]);
        }
        float[] narrow = scaleAxis(wide, height, width, 3, targetWidth);
        float[] small = scaleAxis(narrow, 1, height, targetWidth * 3, targetHeight);
        byte[] scaled = new byte[small.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (byte) Math.round(small[i]);
        }
        return scaled;
    }

    /** Scales the middle axis of {@code [outer][length][inner]} to {@code [outer][targetLength][inner]}. */
    private static float[] scaleAxis(float[] source, int outer, int length, int inner, int targetLength) {
        float[] target = new float[outer * targetLength * inner];
        double step = (double) length / targetLength;
        for (int t = 0; t < targetLength; t++) {
            double from = t * step;
            double to = Math.min(length, from + step);
            for (int s = (int) from; s < to; s++) {
                float weight = (float) ((Math.min(to, s + 1) - Math.max(from, s)) / step);
                for (int o = 0; o < outer; o++) {
                    int at = (o * targetLength + t) * inner;
                    int of = (o * length + s) * inner;
                    for (int i = 0; i < inner; i++) {
                        target[at + i] += weight * source[of + i];
                    }
                }
            }
        }
        return target;
    }
}
