package dqn.preprocess;

import java.util.Arrays;

/**
 * How a row of samples is mixed into a shorter one: each target sample covers an interval of the source, and each
 * source sample counts by the part of that interval that it fills.
 *
 * <p>All positions are double, the weights float, and slivers of up to a thousandth of a sample are dropped: OpenCV
 * does so in {@code INTER_AREA}, and its bytes are matched.
 */
final class AreaWeights {
    private static final double SLIVER = 1e-3;

    /** First source sample of each target sample. */
    final int[] first;
    /** {@code [target sample][source samples from first on]}. */
    final float[][] weights;

    AreaWeights(int source, int target) {
        first = new int[target];
        weights = new float[target][];
        double ratio = ratio(source, target);
        for (int i = 0; i < target; i++) {
            double begin = i * ratio;
            double end = begin + ratio;
            int wholeEnd = Math.min((int) Math.floor(end), source - 1);
            int wholeBegin = Math.min((int) Math.ceil(begin), wholeEnd);
            double head = wholeBegin - begin;
            double tail = end - wholeEnd;
            first[i] = head > SLIVER ? wholeBegin - 1 : wholeBegin;
            weights[i] = weights(head, wholeEnd - wholeBegin, tail, Math.min(ratio, source - begin));
        }
    }

    /** Source samples to a target sample; the reciprocal of a quotient, since its last bit matters. */
    static double ratio(int source, int target) {
        return 1 / ((double) target / source);
    }

    /** A part of a sample, then whole ones, then a part, all relative to the covered length. */
    private static float[] weights(double head, int whole, double tail, double covered) {
        boolean hasHead = head > SLIVER;
        boolean hasTail = tail > SLIVER;
        float[] weights = new float[(hasHead ? 1 : 0) + whole + (hasTail ? 1 : 0)];
        Arrays.fill(weights, (float) (1 / covered));
        if (hasHead) {
            weights[0] = (float) (head / covered);
        }
        if (hasTail) {
            weights[weights.length - 1] = (float) (Math.min(Math.min(tail, 1), covered) / covered);
        }
        return weights;
    }
}
