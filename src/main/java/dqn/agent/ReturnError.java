package dqn.agent;

import dqn.agent.AgentConfig.Distribution;
import dqn.agent.AgentConfig.Distribution.Quantile;

/** How far an action's outputs are from their targets, and the derivative of that by the outputs. */
interface ReturnError {
    /**
     * The loss of one row.
     *
     * @param targets of its atoms, from {@code targetStart} on
     * @param outputs of the action taken, from {@code start} on
     * @param scale what the derivative is multiplied by
     * @param gradient filled with it from {@code start} on
     */
    double compute(double[] targets, int targetStart, float[] outputs, int start, double scale, float[] gradient);

    /** The size of an error that has this loss, for the priorities of the replay. */
    default double magnitude(double loss) {
        return loss;
    }

    /** As these settings have it. */
    static ReturnError of(AgentConfig config) {
        if (config.distribution().isEmpty()) {
            return new ExpectationError(config.loss());
        }
        Distribution distribution = config.distribution().get();
        return distribution instanceof Quantile quantile
                ? new QuantileError(quantile)
                : new CrossEntropy(distribution.atoms());
    }
}
