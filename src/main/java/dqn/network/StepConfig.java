package dqn.network;

import dqn.core.InvalidSetting;

/**
 * How steps are made, whatever the optimiser. Before it sees a gradient, first l2 times the parameters is added, then it is
 * clipped; and its learning rate may fall.
 *
 * @param l2 weight decay, 0 for none
 * @param clipNorm largest Euclidean norm of the whole gradient, or infinity
 * @param clipValue largest magnitude of each entry, or infinity
 * @param decay how the learning rate falls
 */
public record StepConfig(double l2, double clipNorm, double clipValue, LearningRateDecay decay) {
    /** The gradient as it is, and a constant learning rate. */
    public static final StepConfig PLAIN =
            new StepConfig(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, LearningRateDecay.NONE);

    /** Refuses limits that nothing passes. */
    public StepConfig {
        InvalidSetting.unlessAtLeast(0, "l2", l2);
        InvalidSetting.unless(clipNorm > 0, "clipNorm", "must be above 0, not " + clipNorm);
        InvalidSetting.unless(clipValue > 0, "clipValue", "must be above 0, not " + clipValue);
    }

    /** Whether the optimiser sees gradients as they are. */
    boolean leavesGradients() {
        return l2 == 0 && clipNorm == Double.POSITIVE_INFINITY && clipValue == Double.POSITIVE_INFINITY;
    }
}
