package dqn.training;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** The raw scores of a number of games. */
public final class Scores {
    private final double[] scores;
    private final DescriptiveStatistics statistics;

    /** Of at least one game. */
    public Scores(double[] scores) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("no scores");
        }
        this.scores = scores.clone();
        this.statistics = new DescriptiveStatistics();
        Arrays.stream(scores).forEach(statistics::addValue); // its array constructor drops a single value
    }

    /** Every score, in order of play. */
    public double[] values() {
        return scores.clone();
    }

    /** Number of games. */
    public int count() {
        return scores.length;
    }

    /** Their mean. */
    public double mean() {
        return statistics.getMean();
    }

    /** Sample standard deviation (n - 1); 0 for a single game. */
    public double standardDeviation() {
        return statistics.getStandardDeviation();
    }

    /** The lowest. */
    public double min() {
        return statistics.getMin();
    }

    /** The highest. */
    public double max() {
        return statistics.getMax();
    }

    /**
     * 95 % confidence interval of the mean by Student's t distribution: low, high; empty for a single game, which tells
     * nothing of the spread.
     */
    public double[] confidence95() {
        if (count() < 2) {
            return new double[0];
        }
        double half = halfWidth95(count(), standardDeviation());
        return new double[] {mean() - half, mean() + half};
    }

    /**
     * Half of that interval.
     *
     * @param count games, two at least
     * @param standardDeviation of their scores
     */
    public static double halfWidth95(double count, double standardDeviation) {
        double t = new TDistribution(null, count - 1).inverseCumulativeProbability(0.975);
        return t * standardDeviation / Math.sqrt(count);
    }

    @Override
    public String toString() {
        return Arrays.toString(scores);
    }
}
