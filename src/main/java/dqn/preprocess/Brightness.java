package dqn.preprocess;

/** How bright a colour is, from 0 (black) to 1 (white): the formulas that turn colour into grey. */
interface Brightness {
    /** The brightness of a colour of unsigned bytes. */
    double of(byte red, byte green, byte blue);

    /** The mean of red, green and blue, truncated to a whole byte before it is divided by 255. */
    static Brightness mean() {
        double[] bySum = new double[3 * 255 + 1];
        for (int sum = 0; sum < bySum.length; sum++) {
            bySum[sum] = unit(sum / 3);
        }
        return (red, green, blue) -> bySum[(red & 0xff) + (green & 0xff) + (blue & 0xff)];
    }

    /** 0.2125 R + 0.7154 G + 0.0721 B (the luminance of ITU-R BT.709, as scikit-image rounds its weights), exact. */
    static Brightness luminance() {
        double[] reds = weighted(0.2125);
        double[] greens = weighted(0.7154);
        double[] blues = weighted(0.0721);
        return (red, green, blue) -> reds[red & 0xff] + greens[green & 0xff] + blues[blue & 0xff];
    }

    /** A byte value as a brightness. */
    static double unit(int value) {
        return value / 255.0;
    }

    /** A brightness as a byte: times 255, truncated. Turns {@link #unit} back exactly. */
    static byte toByte(double brightness) {
        return (byte) (int) (brightness * 255);
    }

    private static double[] weighted(double weight) {
        double[] byValue = new double[256];
        for (int value = 0; value < byValue.length; value++) {
            byValue[value] = weight * unit(value);
        }
        return byValue;
    }
}
