package dqn.agent;

import dqn.core.InvalidSetting;
import dqn.network.GradientConfig;
import dqn.network.OptimizerSpec;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The {@code agent} part of the configuration.
 *
 * @param discount gamma
 * @param nStep rewards summed before bootstrapping
 * @param doubleQ whether the online network picks the next action (van Hasselt et al. 2016)
 * @param loss of one error
 * @param lossOver what the mean is taken over
 * @param epsilon the exploration schedule
 * @param target when the target network is copied; empty: the online network bootstraps
 * @param update when learning happens
 * @param iterationAgentSteps agent steps of one iteration, where a unit is iterations
 * @param optimizer which and how
 * @param l2 weight decay, added to the gradient
 * @param clipGradient applied after l2
 */
public record AgentConfig(
        double discount,
        int nStep,
        boolean doubleQ,
        Loss loss,
        LossOver lossOver,
        EpsilonConfig epsilon,
        Optional<TargetConfig> target,
        UpdateConfig update,
        long iterationAgentSteps,
        OptimizerSpec optimizer,
        double l2,
        Optional<ClipGradient> clipGradient) {
    /** Refuses what cannot be. */
    public AgentConfig {
        InvalidSetting.unlessWithin(0, 1, "discount", discount);
        InvalidSetting.unlessWithin(1, 1_000, "nStep", nStep);
        InvalidSetting.unlessAtLeast(1, "iterationAgentSteps", iterationAgentSteps);
        InvalidSetting.unlessAtLeast(0, "l2", l2);
    }

    /** Loss of one error e. */
    public enum Loss {
        /** e^2. */
        MSE,
        /** e^2 / 2 up to 1, |e| - 1/2 beyond. */
        HUBER
    }

    /** What the mean is taken over. */
    public enum LossOver {
        /** The batch; each sample gives the error of its action. */
        ACTION,
        /** Batch and outputs, where the outputs of other actions have no error, as in Keras. */
        OUTPUTS
    }

    /** What a count counts. */
    public enum Unit {
        AGENT_STEPS,
        UPDATES,
        EPISODES,
        ITERATIONS
    }

    /** Shape of the exploration schedule. */
    public enum Schedule {
        LINEAR,
        EXPONENTIAL
    }

    /**
     * The exploration schedule.
     *
     * @param from value up to the start
     * @param to last value (linear) or floor (exponential)
     * @param over units from {@code from} to {@code to}; linear only
     * @param factor per unit; exponential only
     * @param start unit at which it begins to fall; empty: when learning starts
     */
    public record EpsilonConfig(
            double from, double to, Schedule schedule, long over, double factor, Unit unit, OptionalLong start) {
        /** Refuses a schedule that has no value somewhere. */
        public EpsilonConfig {
            InvalidSetting.unlessWithin(0, 1, "from", from);
            InvalidSetting.unlessWithin(0, 1, "to", to);
            InvalidSetting.unless(to <= from, "to", "must not be above from, which is " + from + ", but is " + to);
            InvalidSetting.unless(
                    unit != Unit.UPDATES, "unit", "must be agentSteps, episodes or iterations, not updates");
            InvalidSetting.unlessAtLeast(0, "start", start.orElse(0));
            if (schedule == Schedule.LINEAR) {
                InvalidSetting.unlessAtLeast(1, "over", over);
            } else {
                InvalidSetting.unless(
                        factor > 0 && factor < 1,
                        "factor",
                        "must be above 0 and below 1 with schedule: exponential, not " + factor);
            }
        }
    }

    /** Copies of the target network. */
    public record TargetConfig(long every, Unit unit) {
        /** Refuses units that a target network is not copied by. */
        public TargetConfig {
            InvalidSetting.unlessAtLeast(1, "every", every);
            InvalidSetting.unless(
                    unit != Unit.ITERATIONS, "unit", "must be agentSteps, updates or episodes, not iterations");
        }
    }

    /** Learning: {@code count} updates of {@code batch} transitions every {@code every} units. */
    public record UpdateConfig(long every, Unit unit, int count, int batch) {
        /** Refuses updates that never come, and units that they are not counted by. */
        public UpdateConfig {
            InvalidSetting.unlessAtLeast(1, "every", every);
            InvalidSetting.unless(
                    unit != Unit.UPDATES, "unit", "must be agentSteps, episodes or iterations, not updates");
            InvalidSetting.unlessWithin(1, 100_000, "count", count);
            InvalidSetting.unlessWithin(1, 1_000_000, "batch", batch);
        }
    }

    /**
     * Gradient clipping: one of both, the other infinite.
     *
     * @param norm largest Euclidean norm of the whole gradient
     * @param value largest magnitude of each entry
     */
    public record ClipGradient(double norm, double value) {
        /** Refuses none, both, and limits that nothing passes. */
        public ClipGradient {
            InvalidSetting.unless(norm > 0, "norm", "must be above 0, not " + norm);
            InvalidSetting.unless(value > 0, "value", "must be above 0, not " + value);
            InvalidSetting.unless(
                    Double.isInfinite(norm) != Double.isInfinite(value), "", "must be one of norm and value");
        }
    }

    /** What happens to gradients. */
    public GradientConfig gradientConfig() {
        return new GradientConfig(
                l2,
                clipGradient.map(ClipGradient::norm).orElse(Double.POSITIVE_INFINITY),
                clipGradient.map(ClipGradient::value).orElse(Double.POSITIVE_INFINITY));
    }
}
