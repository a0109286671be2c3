package dqn.agent;

import dqn.agent.AgentConfig.Distribution;
import dqn.agent.AgentConfig.Distribution.Implicit;
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

    /** As these settings have it, with the network's {@link dqn.network.QNetwork#fractions}. */
    static ReturnError of(AgentConfig config, float[] fractions) {
        Distribution distribution = config.distribution().orElse(null);
        if (distribution instanceof Quantile quantile) {
            return QuantileError.ofMiddles(quantile.atoms(), quantile.kappa());
        }
        if (distribution instanceof Implicit implicit) {
            return new QuantileError(fractions, implicit.kappa());
        }
        return distribution == null ? new ExpectationError(config.loss()) : new CrossEntropy(distribution.atoms());
    }
}
