package dqn.network;

import dqn.core.InvalidSetting;

/**
 * What happens to a gradient before the optimiser sees it: first l2 times the parameters is added, then it is clipped.
 *
 * @param l2 weight decay, 0 for none
 * @param clipNorm largest Euclidean norm of the whole gradient, or infinity
 * @param clipValue largest magnitude of each entry, or infinity
 */
public record GradientConfig(double l2, double clipNorm, double clipValue) {
    /** Refuses limits that nothing passes. */
    public GradientConfig {
        InvalidSetting.unlessAtLeast(0, "l2", l2);
        InvalidSetting.unless(clipNorm > 0, "clipNorm", "must be above 0, not " + clipNorm);
        InvalidSetting.unless(clipValue > 0, "clipValue", "must be above 0, not " + clipValue);
    }

    /** The gradient as it is. */
    public static final GradientConfig PLAIN =
            new GradientConfig(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
}
