package dqn.metrics;

import dqn.core.Checkpointable;
import dqn.core.SavedState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often values of each size came. A power of two and the next have 32 equal buckets between them, none wider than 3 %
 * of its values. So the edges are floats whose lower bits are zero, and the upper bits of a
 * value tell its bucket, without a logarithm. What is nearer to 0 than {@value #SMALLEST} is counted as 0, what is as large as
 * {@value #LARGEST} in the last bucket of its sign, what is not a number not at all.
 */
final class Histogram implements Checkpointable {
    private static final float SMALLEST = 0x1p-14f;
    private static final float LARGEST = 0x1p20f;
    /** Of a float's 23 bits of fraction, those that do not tell the bucket. */
    private static final int LOWER_BITS = 23 - 5;

    private static final int FIRST = upperBits(SMALLEST);
    /** Buckets of one sign. */
    private static final int SIDE = upperBits(LARGEST) - FIRST;

    /** From the most negative bucket over zero's, at {@link #SIDE}, to the most positive one. */
    private final long[] counts = new long[2 * SIDE + 1];

    /** So many values from {@code left} to {@code right}. */
    record Bucket(float left, float right, long count) {}

    private static int upperBits(float magnitude) {
        return Float.floatToIntBits(magnitude) >>> LOWER_BITS;
    }

    void add(double value) {
        if (!Double.isNaN(value)) {
            counts[SIDE + (value < 0 ? -1 : 1) * distanceFromZero((float) Math.abs(value))]++;
        }
    }

    /** In buckets: 0 for zero's, 1 for the smallest values. */
    private static int distanceFromZero(float magnitude) {
        return Math.max(0, Math.min(SIDE, upperBits(magnitude) - FIRST + 1));
    }

    /**
     * The buckets with values in order, each beginning where the one before ends: those without any between two of them
     * are put together to one.
     */
    List<Bucket> buckets() {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                if (!buckets.isEmpty() && buckets.get(buckets.size() - 1).right < edge(i)) {
                    buckets.add(new Bucket(buckets.get(buckets.size() - 1).right, edge(i), 0));
                }
                buckets.add(new Bucket(edge(i), edge(i + 1), counts[i]));
            }
        }
        return buckets;
    }

    /** The left edge of bucket {@code i}, which is the right one of the bucket before. */
    private static float edge(int i) {
        return i > SIDE ? magnitude(i - SIDE - 1) : -magnitude(SIDE - i);
    }

    private static float magnitude(int steps) {
        return Float.intBitsToFloat((FIRST + steps) << LOWER_BITS);
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (long count : counts) {
            out.writeLong(count);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = SavedState.count(in, "values of a histogram");
        }
    }
}
