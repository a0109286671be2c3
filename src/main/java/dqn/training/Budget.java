package dqn.training;

import dqn.core.InvalidSetting;

/**
 * How long a run is, in all.
 *
 * @param amount of the unit
 * @param unit what is counted
 */
public record Budget(long amount, Unit unit) {
    /** What a budget counts. */
    public enum Unit {
        /** Emulator frames. */
        FRAMES,
        AGENT_STEPS,
        EPISODES,
        ITERATIONS
    }

    /** Refuses a run of nothing. */
    public Budget {
        InvalidSetting.unlessAtLeast(1, "", amount);
    }
}
