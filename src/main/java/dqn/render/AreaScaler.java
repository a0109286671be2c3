package dqn.render;

/**
 * Scales a picture to any size: every target pixel is the mean of the source area that it covers, fractions of pixels
 * included, so that a missile of one pixel stays visible however small the picture becomes. The mean is of light, not of
 * the bytes that stand for it (gamma 2.2), which would make thin bright things on black too dark.
 */
final class AreaScaler {
    private static final double GAMMA = 2.2;

    private AreaScaler() {}

    /** Scales RGB {@code [height][width][3]} to {@code [targetHeight][targetWidth][3]}. */
    static byte[] scale(byte[] rgb, int height, int width, int targetHeight, int targetWidth) {
        float[] wide = light(rgb);
        float[] narrow = scaleAxis(wide, height, width, 3, targetWidth);
        float[] small = scaleAxis(narrow, 1, height, targetWidth * 3, targetHeight);
        byte[] scaled = new byte[small.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (byte) Math.round(255 * Math.pow(small[i], 1 / GAMMA));
        }
        return scaled;
    }

    private static float[] light(byte[] rgb) {
        float[] ofByte = new float[256];
        for (int i = 0; i < ofByte.length; i++) {
            ofByte[i] = (float) Math.pow(i / 255.0, GAMMA);
        }
        float[] light = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            light[i] = ofByte[Byte.toUnsignedInt(rgb[i])];
        }
        return light;
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
