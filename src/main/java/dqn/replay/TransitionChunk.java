package dqn.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What is kept of some consecutive transitions beside their frames: 6 bytes each, as long as their discounts are all
 * the same or 0.
 */
final class TransitionChunk {
    /** Transitions in a chunk. */
    static final int LENGTH = 1024;

    /** Behind the last action that there is room for. */
    private static final int ACTIONS = 1 << 12;
    /** The lowest bits of a code are flags, one of them ours; above is the action. */
    private static final int ACTION_SHIFT = 4;

    private static final short NO_DISCOUNT = 8;

    private final short[] codes = new short[LENGTH];
    private final float[] rewards = new float[LENGTH];
    /** All discounts that are not 0, where there is but one; NaN before the first. */
    private float discount = Float.NaN;
    /** Each discount, where there are several. */
    private float[] discounts = new float[0];

    /** Empties a place but for the flag, which is below 8. */
    void start(int index, byte flag) {
        codes[index] = flag;
        rewards[index] = 0;
        if (discounts.length > 0) {
            discounts[index] = 0;
        }
    }

    void set(int index, int action, float reward, float newDiscount) {
        if (action < 0 || action >= ACTIONS) {
            throw new IllegalArgumentException("a replay holds actions below " + ACTIONS + ", not " + action);
        }
        int flags = codes[index] & (NO_DISCOUNT - 1);
        codes[index] = (short) (action << ACTION_SHIFT | flags | (newDiscount == 0 ? NO_DISCOUNT : 0));
        rewards[index] = reward;
        setDiscount(index, newDiscount);
    }

    private void setDiscount(int index, float value) {
        if (value != 0 && Float.isNaN(discount)) {
            discount = value;
        }
        if (value != 0 && value != discount && discounts.length == 0) {
            discounts = new float[LENGTH];
            Arrays.fill(discounts, discount);
        }
        if (discounts.length > 0) {
            discounts[index] = value;
        }
    }

    void addFlag(int index, byte flag) {
        codes[index] |= flag;
    }

    boolean hasFlag(int index, byte flag) {
        return (codes[index] & flag) != 0;
    }

    int action(int index) {
        return (codes[index] & 0xFFFF) >>> ACTION_SHIFT;
    }

    float reward(int index) {
        return rewards[index];
    }

    float discount(int index) {
        if ((codes[index] & NO_DISCOUNT) != 0) {
            return 0;
        }
        return discounts.length > 0 ? discounts[index] : discount;
    }

    long byteCount() {
        return (long) LENGTH * (Short.BYTES + Float.BYTES) + (long) discounts.length * Float.BYTES;
    }

    TransitionChunk copy() {
        TransitionChunk copy = new TransitionChunk();
        System.arraycopy(codes, 0, copy.codes, 0, LENGTH);
        System.arraycopy(rewards, 0, copy.rewards, 0, LENGTH);
        copy.discount = discount;
        copy.discounts = discounts.clone();
        return copy;
    }

    /** Writes the places {@code [from, to)}. */
    void save(DataOutput out, int from, int to) throws IOException {
        out.writeFloat(discount);
        out.writeBoolean(discounts.length > 0);
        for (int i = from; i < to; i++) {
            out.writeShort(codes[i]);
            out.writeFloat(rewards[i]);
            if (discounts.length > 0) {
                out.writeFloat(discounts[i]);
            }
        }
    }

    void load(DataInput in, int from, int to) throws IOException {
        discount = in.readFloat();
        discounts = in.readBoolean() ? new float[LENGTH] : new float[0];
        for (int i = from; i < to; i++) {
            codes[i] = in.readShort();
            rewards[i] = in.readFloat();
            if (discounts.length > 0) {
                discounts[i] = in.readFloat();
            }
        }
    }
}
