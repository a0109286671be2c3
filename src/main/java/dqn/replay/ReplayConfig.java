package dqn.replay;

import dqn.core.InvalidSetting;
import java.util.OptionalLong;

/**
 * The {@code replay} part of the configuration.
 *
 * @param capacity transitions kept; 0 for no replay: the newest transition alone is learnt from; {@link Long#MAX_VALUE}
 *     while it is given in bytes
 * @param capacityBytes memory given instead of a number of transitions
 * @param start transitions stored before learning begins
 * @param sampling how transitions are drawn
 * @param withReplacement whether one batch may hold a transition twice
 * @param clear when everything is forgotten
 * @param compression whether frames are kept compressed
 */
public record ReplayConfig(
        long capacity,
        OptionalLong capacityBytes,
        long start,
        Sampling sampling,
        boolean withReplacement,
        Clear clear,
        boolean compression) {
    /** Refuses what cannot be. */
    public ReplayConfig {
        InvalidSetting.unlessAtLeast(0, "capacity", capacity);
        InvalidSetting.unlessAtLeast(1, "capacity", capacityBytes.orElse(1));
        InvalidSetting.unless(
                capacityBytes.isEmpty() || capacity == Long.MAX_VALUE,
                "capacity",
                "is given both in transitions and in bytes");
        InvalidSetting.unlessAtLeast(0, "start", start);
        InvalidSetting.unless(
                start <= 1 || capacity != 0, "start", "must be 0 or 1 with capacity: none, but is " + start);
        InvalidSetting.unless(
                start <= Math.max(1, capacity),
                "start",
                "must not be above the capacity of " + capacity + " transitions, but is " + start);
    }

    /** With the capacity as a number of transitions, and compressed. */
    public ReplayConfig(long capacity, long start, Sampling sampling, boolean withReplacement, Clear clear) {
        this(capacity, OptionalLong.empty(), start, sampling, withReplacement, clear, true);
    }

    /** The memory given; {@link Long#MAX_VALUE} where transitions are counted instead. */
    long mostBytes() {
        return capacityBytes.orElse(Long.MAX_VALUE);
    }

    /** How transitions are drawn. */
    public enum Sampling {
        UNIFORM
    }

    /** When everything is forgotten. */
    public enum Clear {
        NEVER,
        /** At the start of each iteration. */
        ITERATION
    }
}
