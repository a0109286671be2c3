package dqn.network;

import dqn.core.InvalidSetting;

/**
 * A learning rate that falls along a straight line and then stays.
 *
 * @param to its last value, as a share of the first
 * @param over updates until it has got there
 */
public record LearningRateDecay(double to, long over) {
    /** A constant learning rate. */
    public static final LearningRateDecay NONE = new LearningRateDecay(1, 1);

    /** Refuses a rate that rises or ends at nothing. */
    public LearningRateDecay {
        InvalidSetting.unless(to > 0 && to <= 1, "to", "must be above 0 and at most 1, not " + to);
        InvalidSetting.unlessAtLeast(1, "over", over);
    }

    /** What the learning rate of an update is multiplied by, the first being number 1. */
    public double factor(long updateCount) {
        return updateCount > over ? to : 1 + (to - 1) * (updateCount - 1) / over;
    }
}
