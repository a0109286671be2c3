package dqn.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The mean of several seeds, and the worst and the best of them.
 *
 * @param x million frames
 * @param mean at each x
 * @param least at each x
 * @param most at each x
 */
record SeedBand(double[] x, double[] mean, double[] least, double[] most) {
    /**
     * Of curves, over the bins where all of them have a value.
     *
     * @param binWidth million frames of a bin
     */
    static SeedBand over(List<double[]> curves, double binWidth) {
        int[] bins = IntStream.range(0, curves.get(0).length)
                .filter(bin -> curves.stream().noneMatch(curve -> Double.isNaN(curve[bin])))
                .toArray();
        return new SeedBand(
                IntStream.of(bins).mapToDouble(bin -> (bin + 1) * binWidth).toArray(),
                at(bins, curves, values -> values.average().orElseThrow()),
                at(bins, curves, values -> values.min().orElseThrow()),
                at(bins, curves, values -> values.max().orElseThrow()));
    }

    private static double[] at(int[] bins, List<double[]> curves, ToDoubleFunction<DoubleStream> summary) {
        return IntStream.of(bins)
                .mapToDouble(bin -> summary.applyAsDouble(curves.stream().mapToDouble(curve -> curve[bin])))
                .toArray();
    }

    /** Of a published curve. */
    static SeedBand of(List<Band> bands) {
        return new SeedBand(
                bands.stream().mapToDouble(Band::million).toArray(),
                bands.stream().mapToDouble(Band::mean).toArray(),
                bands.stream().mapToDouble(Band::min).toArray(),
                bands.stream().mapToDouble(Band::max).toArray());
    }

    /** Whether there is anything between the least and the most. */
    boolean isWide() {
        return x.length > 1 && !Arrays.equals(least, most);
    }

    /** There along the least and back along the most. */
    double[] outlineX() {
        return thereAndBack(x, x);
    }

    /** The same of the scores. */
    double[] outlineY() {
        return thereAndBack(least, most);
    }

    private static double[] thereAndBack(double[] there, double[] back) {
        return DoubleStream.concat(
                        DoubleStream.of(there),
                        IntStream.range(0, back.length).mapToDouble(i -> back[back.length - 1 - i]))
                .toArray();
    }
}
