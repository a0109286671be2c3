package dqn.core;

import java.io.DataInput;
import java.io.IOException;

/**
 * Reads numbers of a saved state that cannot be just any: a state may come from anyone, and what its owner would stumble
 * over later is refused when it is read.
 */
public final class SavedState {
    /** Frames, steps and games that no run ever counts: a hundred thousand years of one emulator. */
    public static final long MOST_COUNTED = 1_000_000_000_000_000L;

    private SavedState() {}

    /** A count, from 0 to what a run can have counted. */
    public static long count(DataInput in, String what) throws IOException {
        return within(in.readLong(), MOST_COUNTED, what);
    }

    /** A whole number from 0 to {@code most}. */
    public static int within(DataInput in, int most, String what) throws IOException {
        return (int) within(in.readInt(), most, what);
    }

    private static long within(long value, long most, String what) throws IOException {
        require(value >= 0 && value <= most, value + " " + what + " were saved where there are 0 to " + most);
        return value;
    }

    /** A reward, which is a number; of one that is none all that is learnt would be none. */
    public static float reward(float saved) throws IOException {
        require(!Float.isNaN(saved), "a reward was saved that is no number");
        return saved;
    }

    /** A discount, from 0 to 1. */
    public static float discount(float saved) throws IOException {
        require(saved >= 0 && saved <= 1, "a discount of " + saved + " was saved where there are 0 to 1");
        return saved;
    }

    /** Bytes behind their length; no more than {@code most} are taken, whatever the length says. */
    public static byte[] bytes(DataInput in, int most, String what) throws IOException {
        byte[] bytes = new byte[within(in, most, "bytes of " + what)];
        in.readFully(bytes);
        return bytes;
    }

    /** Throws unless {@code holds}. */
    public static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }
}
