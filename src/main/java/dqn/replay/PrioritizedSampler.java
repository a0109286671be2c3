package dqn.replay;

import dqn.core.Frozen;
import dqn.core.RandomStream;
import dqn.core.SavedState;
import dqn.core.TransitionBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Draws transitions by their priorities p, proportional prioritisation (Schaul et al. 2016, section 3.3): one has the
 * chance P = p / sum of all p, with p = (|error| + 1e-6)^alpha. Each of the batch's rows comes from its own of as many
 * equal parts of the sum, which has less variance (B.2.1). A new transition gets the largest priority that there has
 * been, so that it is soon seen.
 */
final class PrioritizedSampler implements Sampler {
    /** Leaves a transition without error a chance. */
    private static final double LEAST_ERROR = 1e-6;
    /** Before there is any error. */
    private static final float FIRST_PRIORITY = 1;

    private final double alpha;
    private final Priorities[] lanes;
    private float largest = FIRST_PRIORITY;

    PrioritizedSampler(double alpha, TransitionLog[] logs) {
        this.alpha = alpha;
        lanes = Arrays.stream(logs).map(Priorities::new).toArray(Priorities[]::new);
    }

    @Override
    public void draw(RandomStream random, double beta, TransitionBatch batch) {
        double total = 0;
        for (Priorities lane : lanes) {
            total += lane.total();
        }
        if (total == 0) {
            throw new IllegalStateException("nothing to sample from: the replay is empty");
        }
        int last = lastNotEmpty();
        for (int row = 0; row < batch.size(); row++) {
            batch.keys[row] = find((row + random.nextDouble()) * total / batch.size(), last);
        }
        weigh(beta, batch);
    }

    private int lastNotEmpty() {
        int lane = lanes.length - 1;
        while (lanes[lane].total() == 0) {
            lane--;
        }
        return lane;
    }

    /** The key of the transition in which a prefix of the sum ends; beyond the last by rounding, it still is there. */
    private long find(double prefix, int last) {
        int lane = 0;
        double rest = prefix;
        while (lane < last && rest >= lanes[lane].total()) {
            rest -= lanes[lane++].total();
        }
        return Sampler.key(lane, lanes[lane].find(rest));
    }

    /**
     * Importance weights (N P)^-beta, divided by the largest of the batch, which is that of the least p: the number N
     * and the sum within P fall out, and (least p / p)^beta is left.
     */
    private void weigh(double beta, TransitionBatch batch) {
        double least = Double.POSITIVE_INFINITY;
        for (long key : batch.keys) {
            least = Math.min(least, priority(key));
        }
        for (int row = 0; row < batch.size(); row++) {
            // strict: every machine has the same bits
            batch.weights[row] = (float) StrictMath.pow(least / priority(batch.keys[row]), beta);
        }
    }

    private double priority(long key) {
        return lanes[Sampler.lane(key)].get(Sampler.position(key));
    }

    @Override
    public void prioritize(TransitionBatch batch, float[] errors) {
        for (int row = 0; row < batch.size(); row++) {
            float priority = priority(errors[row]);
            largest = Math.max(largest, priority);
            long key = batch.keys[row];
            lanes[Sampler.lane(key)].set(Sampler.position(key), priority);
        }
    }

    /**
     * Of an error that is no number, or infinite, the largest so far, as for a transition that was never learnt from:
     * all sums above it would be no numbers either, or infinite, and nothing could be found any more.
     */
    private float priority(float error) {
        return Float.isFinite(error) ? (float) StrictMath.pow(Math.abs((double) error) + LEAST_ERROR, alpha) : largest;
    }

    @Override
    public void sync(int lane) {
        lanes[lane].sync(largest);
    }

    @Override
    public void clear() {
        for (Priorities lane : lanes) {
            lane.clear();
        }
        largest = FIRST_PRIORITY;
    }

    @Override
    public long byteCount(int lane) {
        return lanes[lane].byteCount();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        freeze().writeTo(out);
    }

    @Override
    public Frozen freeze() {
        byte[][] parts = parts();
        return out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
            out.writeInt(checksum(parts));
        };
    }

    /** The largest priority, and each lane's. */
    private byte[][] parts() {
        byte[][] parts = new byte[1 + lanes.length][];
        parts[0] = ByteBuffer.allocate(Float.BYTES).putFloat(largest).array();
        for (int lane = 0; lane < lanes.length; lane++) {
            parts[1 + lane] = lanes[lane].bytes();
        }
        return parts;
    }

    private static int checksum(byte[][] parts) {
        CRC32C crc = new CRC32C();
        for (byte[] part : parts) {
            crc.update(part);
        }
        return (int) crc.getValue();
    }

    @Override
    public void load(DataInput in) throws IOException {
        largest = in.readFloat();
        SavedState.require(
                largest >= FIRST_PRIORITY && Float.isFinite(largest),
                "the saved replay is damaged: its largest priority is " + largest);
        for (Priorities lane : lanes) {
            lane.load(in, largest);
        }
        SavedState.require(
                in.readInt() == checksum(parts()),
                "the saved replay is damaged: the checksum of its priorities is another");
    }
}
