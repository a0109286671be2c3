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
     * Of curves, as far as the shortest reaches, over the bins where all of them have a value. A curve without any value,
     * of a run in which no game has ended yet, say, is left out.
     *
     * @param binWidth million frames of a bin
     */
    static SeedBand over(List<double[]> curves, double binWidth) {
        List<double[]> told = curves.stream()
                .filter(curve -> !DoubleStream.of(curve).allMatch(Double::isNaN))
                .toList();
        int shortest = told.stream().mapToInt(curve -> curve.length).min().orElse(0);
        int[] bins = IntStream.range(0, shortest)
                .filter(bin -> told.stream().noneMatch(curve -> Double.isNaN(curve[bin])))
                .toArray();
        return new SeedBand(
                IntStream.of(bins).mapToDouble(bin -> (bin + 1) * binWidth).toArray(),
                at(bins, told, values -> values.average().orElseThrow()),
                at(bins, told, values -> values.min().orElseThrow()),
                at(bins, told, values -> values.max().orElseThrow()));
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
