package dqn.agent;

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
            double from, double to, Schedule schedule, long over, double factor, Unit unit, OptionalLong start) {}

    /** Copies of the target network. */
    public record TargetConfig(long every, Unit unit) {}

    /** Learning: {@code count} updates of {@code batch} transitions every {@code every} units. */
    public record UpdateConfig(long every, Unit unit, int count, int batch) {}

    /** Gradient clipping: one of both. */
    public record ClipGradient(double norm, double value) {}

    /** What happens to gradients. */
    public GradientConfig gradientConfig() {
        return new GradientConfig(
                l2,
                clipGradient.map(ClipGradient::norm).orElse(Double.POSITIVE_INFINITY),
                clipGradient.map(ClipGradient::value).orElse(Double.POSITIVE_INFINITY));
    }
}
