package dqn.replay;

import dqn.core.DqnException;
import dqn.core.ObservationSpec;
import java.util.Locale;

/** Says before a run begins whether its replay will fit, rather than hours later. */
public final class ReplayMemory {
    /** One of so many parts is left to the networks, the heap and the system. */
    private static final int PARTS = 8;

    private ReplayMemory() {}

    /**
     * Checks that a replay will fit into what this machine has left.
     *
     * @param frame shape of one stored frame
     * @param gathered transitions that the whole run can gather, from its budget
     * @throws DqnException with the number of transitions that would fit
     */
    public static void check(ReplayConfig config, ObservationSpec frame, long gathered) {
        long transitions = Math.min(config.capacity(), gathered);
        check(transitions, frame.size(), FreeMemory.ofMachine(), FreeMemory.ofDirectBuffers());
    }

    static void check(long transitions, int frameSize, long free, long direct) {
        long each = bytesPerTransition(frameSize);
        check(transitions, each, free, "free memory");
        check(transitions, each, direct, "memory that Java allows outside its heap (-XX:MaxDirectMemorySize)");
    }

    /** Bytes that one transition takes, its frame and what goes with it. */
    public static long bytesPerTransition(ObservationSpec frame) {
        return bytesPerTransition(frame.size());
    }

    private static long bytesPerTransition(int frameSize) {
        return (long) frameSize + TransitionTable.BYTES_PER_SLOT;
    }

    private static void check(long transitions, long each, long free, String what) {
        long usable = free - free / PARTS;
        if (transitions > usable / each) {
            throw new DqnException("A replay of " + transitions + " transitions needs "
                    + amount((double) transitions * each) + " and may take " + amount((double) usable) + " of the "
                    + amount((double) free) + " of " + what + ": set replay.capacity to at most "
                    + twoDigits(usable / each) + ".");
        }
    }

    /** Rounded down, so that a person can read it and it fits. */
    private static long twoDigits(long number) {
        long unit = 1;
        while (number / unit >= 100) {
            unit *= 10;
        }
        return number / unit * unit;
    }

    private static String amount(double bytes) {
        return bytes < 1e9
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
