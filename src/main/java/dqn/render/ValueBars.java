package dqn.render;

/**
 * Lengths of bars for Q-values. The values of one state lie close together, far from 0, so the bars show their
 * differences: the largest value has the full bar, the smallest the shortest.
 */
final class ValueBars {
    private static final float SHORTEST = 0.08f;
    /** Differences below this share of the largest magnitude are not blown up to the whole width. */
    private static final float SMALLEST_SPAN = 0.02f;

    private ValueBars() {}

    /** A length from 0 to 1 for each value; 0 where it is not a number. */
    static float[] lengths(float[] values) {
        float largest = Float.NEGATIVE_INFINITY;
        float smallest = Float.POSITIVE_INFINITY;
        for (float value : values) {
            if (Float.isFinite(value)) {
                largest = Math.max(largest, value);
                smallest = Math.min(smallest, value);
            }
        }
        float magnitude = Math.max(Math.abs(largest), Math.abs(smallest));
        float span = Math.max(largest - smallest, Math.max(SMALLEST_SPAN * magnitude, Float.MIN_NORMAL));
        float[] lengths = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            float below = (largest - values[i]) / span;
            lengths[i] = Float.isFinite(values[i]) ? 1 - (1 - SHORTEST) * below : 0;
        }
        return lengths;
    }
}
