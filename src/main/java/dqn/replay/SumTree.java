package dqn.replay;

/**
 * Numbers from 0 up, their sum, and the one in which a prefix of that sum ends, as in Schaul et al. 2016, B.2.1.
 *
 * <p>Every sum is that of the two below it, computed anew, so nothing drifts and the same leaves give the same bits,
 * in whatever order they were set.
 */
final class SumTree {
    /** So many leaves and their sums fit into one array. */
    static final int MOST_LEAVES = 1 << 28;

    /** The whole is at 1; below {@code i} are {@code 2 i} and {@code 2 i + 1}; the second half are the leaves. */
    private final double[] sums;

    /** Zeros, a power of two of them. */
    SumTree(int leaves) {
        if (Integer.bitCount(leaves) != 1 || leaves < 1 || leaves > MOST_LEAVES) {
            throw new IllegalArgumentException("no tree of " + leaves + " leaves");
        }
        sums = new double[2 * leaves];
    }

    int leaves() {
        return sums.length / 2;
    }

    double total() {
        return sums[1];
    }

    double get(int leaf) {
        return sums[leaves() + leaf];
    }

    /** @param value finite, at least 0 */
    void set(int leaf, double value) {
        int node = leaves() + leaf;
        sums[node] = value;
        while (node > 1) {
            node /= 2;
            sums[node] = sums[2 * node] + sums[2 * node + 1];
        }
    }

    /**
     * The first leaf that makes the sum of all up to it larger than {@code prefix}. It is never one that is 0, where
     * the total is not: rounding may leave a rest as large as all that is left, so no step goes to where nothing is.
     */
    int find(double prefix) {
        double rest = prefix;
        int node = 1;
        while (node < leaves()) {
            node *= 2;
            if (rest >= sums[node] && sums[node + 1] > 0) {
                rest -= sums[node];
                node++;
            }
        }
        return node - leaves();
    }

    long byteCount() {
        return (long) sums.length * Double.BYTES;
    }
}
