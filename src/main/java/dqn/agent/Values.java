package dqn.agent;

/** Reading rows of action values. */
final class Values {
    private Values() {}

    /** Index, relative to {@code from}, of the largest of {@code count} values; the first of equal ones. */
    static int argMax(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }
}
