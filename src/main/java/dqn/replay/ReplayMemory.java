package dqn.replay;

import dqn.core.Bytes;
import dqn.core.DqnException;
import dqn.core.FreeMemory;
import dqn.core.InvalidSetting;
import dqn.core.ObservationSpec;
import dqn.replay.ReplayConfig.Prioritized;
import java.util.Iterator;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says before a run begins whether its replay will fit, rather than hours later. */
public final class ReplayMemory {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayMemory.class);

    /** Frames looked at: enough for the first of many segments to weigh as little as it will. */
    private static final int PROBE_FRAMES = 1_000;
    /** Later frames may be harder to compress than those of the probe, by so much. */
    private static final double MARGIN = 1.5;
    /** Metadata; where an episode's discounts differ from step to step there are four more. */
    private static final double BYTES_BESIDE_FRAME = 6.3;
    /**
     * A tree of priorities may have two leaves for a transition, and has a sum for each leaf; while it grows there is half of
     * it besides, and a checkpoint takes hold of a float.
     */
    private static final double BYTES_OF_PRIORITY = 6 * Double.BYTES + Float.BYTES;

    private ReplayMemory() {}

    /**
     * Checks that a replay will fit into what this machine has left, and tells how much it is expected to hold or take.
     *
     * @param empty the replay, before anything is in it
     * @param gathered transitions that the whole run can gather, from its budget
     * @param frames as the run will show them; as many are taken as are needed for an estimate
     * @param beside bytes that the run's network will take of the free memory
     * @param besideInHeap of these, in Java's heap
     * @throws DqnException with the number of transitions that would fit
     * @throws InvalidSetting if learning might never start in so little memory
     */
    public static void check(
            ReplayConfig config,
            RingReplayBuffer empty,
            long gathered,
            Iterator<byte[]> frames,
            double beside,
            double besideInHeap) {
        double each = bytesPerTransition(config, empty.frame(), frames);
        double raw = raw(config, empty.frame());
        requireStart(config, cautious(raw, each), empty.spareBytes());
        long free = (long) (FreeMemory.ofMachine() - beside - empty.laneBytes());
        long direct = FreeMemory.ofDirectBuffers() - empty.laneBytes();
        check(config, raw, each, gathered, free, direct, (long) (heap() - besideInHeap));
        LOG.info("{}", expectation(config, each, gathered));
    }

    static void check(ReplayConfig config, double raw, double each, long gathered, long free, long direct, long heap) {
        double cautious = cautious(raw, each);
        double transitions =
                Math.min((double) Math.min(config.capacity().transitions(), gathered), config.mostBytes() / cautious);
        check(transitions, cautious, free, "free memory that the network leaves");
        check(transitions, cautious, direct, "memory that Java allows outside its heap (-XX:MaxDirectMemorySize)");
        double most = Math.min((double) Math.min(config.capacity().transitions(), gathered), config.mostBytes() / each);
        double inHeap = entries(config) * (BYTES_BESIDE_FRAME + priorityBytes(config));
        check(most, inHeap, heap, "memory that Java's heap (DQN_HEAP) has beside the network, for all but the frames");
    }

    /** Learning begins for sure, and goes on, where so many transitions fit even just after some were forgotten. */
    static void requireStart(ReplayConfig config, double cautious, long spare) {
        long room = config.capacity().bytes().isPresent()
                ? (long) ((config.mostBytes() - spare) / cautious)
                : Long.MAX_VALUE;
        InvalidSetting.unless(
                room >= Math.max(1, config.start()),
                "replay.start",
                "must not be above the " + room + " transitions that surely fit into the capacity, but is "
                        + config.start());
    }

    /** What a transition may take, rather too much; measured as {@link #check} does. */
    public static double cautiousBytesPerTransition(
            ReplayConfig config, ObservationSpec frame, Iterator<byte[]> frames) {
        return cautious(raw(config, frame), bytesPerTransition(config, frame, frames));
    }

    private static double cautious(double raw, double each) {
        return Math.min(raw, each * MARGIN);
    }

    private static long heap() {
        return Runtime.getRuntime().maxMemory();
    }

    private static void check(double transitions, double each, long free, String what) {
        long usable = Bytes.usable(free);
        if (transitions * each > usable) {
            throw new DqnException("A replay of " + (long) transitions + " transitions may need "
                    + Bytes.amount(transitions * each) + " and may take " + Bytes.amount(usable) + " of the "
                    + Bytes.amount(free)
                    + " of " + what + ": set replay.capacity to at most " + twoDigits((long) (usable / each)) + ".");
        }
    }

    /** Bytes that a replay may take of what is free now. */
    static long usableBytes() {
        return Bytes.usable(Math.min(FreeMemory.ofMachine(), FreeMemory.ofDirectBuffers()));
    }

    /** What one transition takes, its frame and what goes with it, going by some frames. */
    static double bytesPerTransition(ReplayConfig config, ObservationSpec frame, Iterator<byte[]> frames) {
        if (!config.compression()) {
            return raw(config, frame);
        }
        PatchCodec codec = new PatchCodec(frame.size());
        byte[] group = new byte[codec.groupFrames() * frame.size()];
        byte[] base = new byte[frame.size()];
        byte[] packed = new byte[codec.packingSize()];
        long bytes = 0;
        int count = 0;
        while (count < PROBE_FRAMES) {
            for (int i = 0; i < codec.groupFrames(); i++) {
                System.arraycopy(frames.next(), 0, group, i * frame.size(), frame.size());
            }
            if (count == 0) {
                System.arraycopy(group, 0, base, 0, frame.size());
            }
            bytes += codec.pack(group, base, packed);
            count += codec.groupFrames();
        }
        return entries(config) * ((double) bytes / count + BYTES_BESIDE_FRAME + priorityBytes(config));
    }

    private static double raw(ReplayConfig config, ObservationSpec frame) {
        return entries(config) * (frame.size() + BYTES_BESIDE_FRAME + Integer.BYTES + priorityBytes(config));
    }

    /** Frames of a transition: a pair is an episode of its own, of which the last frame is kept too. */
    private static int entries(ReplayConfig config) {
        return config.pairs().isPresent() ? 2 : 1;
    }

    /** What the priority of one transition takes, where there are any. */
    static double priorityBytes(ReplayConfig config) {
        return config.sampling() instanceof Prioritized ? BYTES_OF_PRIORITY : 0;
    }

    private static String expectation(ReplayConfig config, double each, long gathered) {
        if (config.capacity().bytes().isPresent()) {
            return String.format(
                    Locale.ROOT,
                    "The replay of %s is expected to hold %,d transitions, at %.0f bytes each.",
                    Bytes.amount(config.mostBytes()),
                    twoDigits((long) (config.mostBytes() / each)),
                    each);
        }
        long transitions = Math.min(config.capacity().transitions(), gathered);
        return String.format(
                Locale.ROOT,
                "The replay of %,d transitions is expected to take %s, at %.0f bytes each.",
                transitions,
                Bytes.amount(transitions * each),
                each);
    }

    /** Rounded down, so that a person can read it and it fits. */
    private static long twoDigits(long number) {
        long unit = 1;
        while (number / unit >= 100) {
            unit *= 10;
        }
        return number / unit * unit;
    }
}
