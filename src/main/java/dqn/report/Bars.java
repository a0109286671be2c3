package dqn.report;

/**
 * The bars of a histogram, each from a multiple of {@code width}, included, to the next.
 *
 * @param width 1, 2 or 5 times a power of ten
 * @param first number of the first bar, which begins at {@code first * width}
 * @param count of bars
 */
record Bars(double width, long first, int count) {
    /** As narrow as there may be {@code most} of them from the least to the greatest number, but no narrower than 1. */
    static Bars over(double least, double greatest, int most) {
        double narrowest = Math.max(1, (greatest - least) / (most - 1));
        double power = Math.pow(10, Math.floor(Math.log10(narrowest)));
        double width = power;
        for (int factor : new int[] {2, 5, 10}) {
            width = width < narrowest ? factor * power : width;
        }
        long first = (long) Math.floor(least / width);
        return new Bars(width, first, (int) ((long) Math.floor(greatest / width) - first + 1));
    }

    /** Left and right of each bar, between the ends of the axis. */
    double[] outlineX() {
        double[] x = new double[2 * count + 2];
        for (int i = 0; i < x.length; i++) {
            x[i] = (first + i / 2) * width;
        }
        return x;
    }

    /** How high the outline is there: in percent of the numbers, all of which are within. */
    double[] outlineY(double[] numbers) {
        double[] y = new double[2 * count + 2];
        for (double number : numbers) {
            int bar = (int) ((long) Math.floor(number / width) - first);
            y[2 * bar + 1] += 100.0 / numbers.length;
            y[2 * bar + 2] += 100.0 / numbers.length;
        }
        return y;
    }
}
