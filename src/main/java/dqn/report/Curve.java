package dqn.report;

import java.util.Arrays;

/**
 * A quantity over the agent steps of a run, added up in bins of equal width, so that means over any number of bins can be
 * taken exactly.
 *
 * @param sums of the values in each bin
 * @param counts how many
 */
record Curve(double[] sums, int[] counts) {
    /**
     * A column of a table; where it has no number, nothing is counted.
     *
     * @param bins how many
     * @param width agent steps of a bin
     */
    static Curve of(Table table, String column, int bins, long width) {
        Curve curve = new Curve(new double[bins], new int[bins]);
        for (int row = 0; row < table.size(); row++) {
            double value = table.value(row, column);
            int bin = (int) ((table.steps(row) - 1) / width);
            if (bin < bins && Double.isFinite(value)) {
                curve.sums[bin] += value;
                curve.counts[bin]++;
            }
        }
        return curve;
    }

    /**
     * At each bin the mean of all values in it and the bins before it, NaN where there are none.
     *
     * @param window how many bins in all
     * @param sparse whether values are told only now and then: then NaN too where this bin has none
     */
    double[] trailing(int window, boolean sparse) {
        double[] means = new double[sums.length];
        for (int bin = 0; bin < sums.length; bin++) {
            int from = Math.max(0, bin - window + 1);
            double sum = Arrays.stream(sums, from, bin + 1).sum();
            means[bin] = sparse && counts[bin] == 0
                    ? Double.NaN
                    : sum / Arrays.stream(counts, from, bin + 1).sum();
        }
        return means;
    }
}
