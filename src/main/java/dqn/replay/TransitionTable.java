package dqn.replay;

import dqn.core.Checkpointable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** What is kept of a transition beside its frames, by slot, in columns that grow up to the number of slots. */
final class TransitionTable implements Checkpointable {
    /** Bytes per slot. */
    static final int BYTES_PER_SLOT = Byte.BYTES + Integer.BYTES + 2 * Float.BYTES;

    private static final int FIRST_LENGTH = 1024;

    private final int slots;
    private byte[] flags = new byte[0];
    private int[] actions = new int[0];
    private float[] rewards = new float[0];
    private float[] discounts = new float[0];

    TransitionTable(int slots) {
        this.slots = slots;
    }

    /** Empties a slot but for the flag. */
    void start(int slot, byte flag) {
        growTo(slot);
        flags[slot] = flag;
        actions[slot] = 0;
        rewards[slot] = 0;
        discounts[slot] = 0;
    }

    void set(int slot, int action, float reward, float discount) {
        actions[slot] = action;
        rewards[slot] = reward;
        discounts[slot] = discount;
    }

    void addFlag(int slot, byte flag) {
        flags[slot] |= flag;
    }

    boolean hasFlag(int slot, byte flag) {
        return (flags[slot] & flag) != 0;
    }

    int action(int slot) {
        return actions[slot];
    }

    float reward(int slot) {
        return rewards[slot];
    }

    float discount(int slot) {
        return discounts[slot];
    }

    long byteCount() {
        return (long) flags.length * BYTES_PER_SLOT;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(flags.length);
        for (int slot = 0; slot < flags.length; slot++) {
            out.writeByte(flags[slot]);
            out.writeInt(actions[slot]);
            out.writeFloat(rewards[slot]);
            out.writeFloat(discounts[slot]);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > slots) {
            throw new IOException("the saved replay has " + length + " slots, this one " + slots);
        }
        resize(length);
        for (int slot = 0; slot < length; slot++) {
            flags[slot] = in.readByte();
            set(slot, in.readInt(), in.readFloat(), in.readFloat());
        }
    }

    private void growTo(int slot) {
        if (slot >= flags.length) {
            resize((int) Math.min(slots, Math.max(FIRST_LENGTH, 2L * flags.length)));
        }
    }

    private void resize(int length) {
        flags = Arrays.copyOf(flags, length);
        actions = Arrays.copyOf(actions, length);
        rewards = Arrays.copyOf(rewards, length);
        discounts = Arrays.copyOf(discounts, length);
    }
}
