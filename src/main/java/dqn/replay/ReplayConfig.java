package dqn.replay;

import dqn.core.InvalidSetting;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The {@code replay} part of the configuration.
 *
 * @param capacity how much is kept
 * @param start transitions stored before learning begins
 * @param sampling how transitions are drawn
 * @param withReplacement whether one batch may hold a transition twice
 * @param clear when everything is forgotten
 * @param pairs which steps become transitions; empty: each
 * @param compression whether frames are kept compressed
 */
public record ReplayConfig(
        Capacity capacity,
        long start,
        Sampling sampling,
        boolean withReplacement,
        Clear clear,
        Optional<Pairs> pairs,
        boolean compression) {
    /** So many priorities fit into one array, though a truncated episode's end stood behind each transition. */
    private static final long MOST_PRIORITIZED = 100_000_000;

    /** Refuses what cannot be. */
    public ReplayConfig {
        long transitions = capacity.transitions();
        InvalidSetting.unlessAtLeast(0, "capacity", transitions);
        InvalidSetting.unlessAtLeast(1, "capacity", capacity.bytes().orElse(1));
        InvalidSetting.unless(
                capacity.bytes().isEmpty() || transitions == Long.MAX_VALUE,
                "capacity",
                "is given both in transitions and in bytes");
        InvalidSetting.unlessAtLeast(0, "start", start);
        InvalidSetting.unless(
                start <= 1 || transitions != 0, "start", "must be 0 or 1 with capacity: none, but is " + start);
        InvalidSetting.unless(
                start <= Math.max(1, transitions),
                "start",
                "must not be above the capacity of " + transitions + " transitions, but is " + start);
        if (sampling instanceof Prioritized) {
            InvalidSetting.unless(
                    transitions != 0,
                    "sampling",
                    "must be uniform with capacity: none, where only the newest transition is learnt from");
            InvalidSetting.unless(
                    transitions <= MOST_PRIORITIZED || capacity.bytes().isPresent(),
                    "capacity",
                    "must be at most " + MOST_PRIORITIZED + " transitions with prioritized sampling, not "
                            + transitions);
            InvalidSetting.unless(
                    withReplacement,
                    "withReplacement",
                    "must be true with prioritized sampling, which may draw a transition of high priority twice");
        }
    }

    /** With the capacity as a number of transitions, each step's, and compressed. */
    public ReplayConfig(long capacity, long start, Sampling sampling, boolean withReplacement, Clear clear) {
        this(Capacity.ofTransitions(capacity), start, sampling, withReplacement, clear, Optional.empty(), true);
    }

    /** The memory given; {@link Long#MAX_VALUE} where transitions are counted instead. */
    public long mostBytes() {
        return capacity.bytes().orElse(Long.MAX_VALUE);
    }

    /** Exponent of the importance weights after so many updates; 0 where all count the same. */
    public double beta(long updates) {
        return sampling instanceof Prioritized prioritized ? prioritized.beta().at(updates) : 0;
    }

    /**
     * How much is kept: a number of transitions, or as many as fit into some memory.
     *
     * @param transitions at most; 0 for no replay: the newest transition alone is learnt from; {@link Long#MAX_VALUE}
     *     where memory is given
     * @param bytes memory, if it is given
     */
    public record Capacity(long transitions, OptionalLong bytes) {
        /** So many transitions. */
        public static Capacity ofTransitions(long transitions) {
            return new Capacity(transitions, OptionalLong.empty());
        }

        /** What fits into so much memory. */
        public static Capacity ofBytes(long bytes) {
            return new Capacity(Long.MAX_VALUE, OptionalLong.of(bytes));
        }
    }

    /** How transitions are drawn. */
    public sealed interface Sampling permits Uniform, Prioritized {}

    /** All with the same chance. */
    public record Uniform() implements Sampling {}

    /**
     * In proportion to their priorities (Schaul et al. 2016).
     *
     * @param alpha exponent of the errors: 0 is as good as uniform, 1 fully proportional
     * @param beta exponent of the importance weights
     */
    public record Prioritized(double alpha, Beta beta) implements Sampling {
        /** Refuses what cannot be. */
        public Prioritized {
            InvalidSetting.unlessWithin(0, 1, "alpha", alpha);
        }
    }

    /**
     * How much of the bias of prioritised sampling is made good: 0 nothing, 1 all.
     *
     * @param from at the start of learning
     * @param to its last value
     * @param over updates from the first to the last value, along a straight line
     */
    public record Beta(double from, double to, long over) {
        /** Refuses what cannot be. */
        public Beta {
            InvalidSetting.unlessWithin(0, 1, "from", from);
            InvalidSetting.unlessWithin(0, 1, "to", to);
            InvalidSetting.unlessAtLeast(1, "over", over);
        }

        /** Its value after so many updates. */
        public double at(long updates) {
            return updates >= over ? to : from + (to - from) * updates / over;
        }
    }

    /**
     * Transitions of two agent steps each, as {@link PairRecorder} makes them.
     *
     * @param every agent steps from one pair to the next
     * @param after agent steps that are left out whenever the replay is empty, at the start and behind a clear
     * @param acrossEpisodes whether the two may belong to different episodes; else such pairs are left out
     */
    public record Pairs(int every, int after, boolean acrossEpisodes) {
        /** Refuses pairs that overlap. */
        public Pairs {
            InvalidSetting.unlessAtLeast(2, "every", every);
            InvalidSetting.unlessAtLeast(0, "after", after);
        }

        /** Of so many agent steps after a clear, at most. */
        public long of(long agentSteps) {
            return agentSteps < after + 2L ? 0 : (agentSteps - after - 2) / every + 1;
        }
    }

    /** When everything is forgotten. */
    public enum Clear {
        NEVER,
        /** At the start of each iteration. */
        ITERATION
    }
}
