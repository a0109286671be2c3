package dqn.agent;

import dqn.agent.AgentConfig.Loss;
import dqn.agent.AgentConfig.LossOver;
import dqn.core.TransitionBatch;
import java.util.Arrays;

/**
 * Targets, TD errors, loss and its gradient for one batch.
 *
 * <p>Target: {@code y = r + discount * max_a Q_target(s', a)} (Mnih et al. 2015), or with double Q-learning {@code y = r
 * + discount * Q_target(s', argmax_a Q_online(s', a))} (van Hasselt et al. 2016). TD error: {@code y - Q(s, a)}. Where
 * the discount is 0 the next values do not count, whatever they are.
 */
public final class TemporalDifference {
    private final Loss loss;
    private final double divisor;
    private final int actions;
    private final float[] outputGradient;
    private double meanLoss;
    private double meanMaxQ;

    /** For batches of {@code batch} rows of {@code actions} values. */
    public TemporalDifference(Loss loss, LossOver lossOver, int batch, int actions) {
        this.loss = loss;
        this.actions = actions;
        this.divisor = lossOver == LossOver.OUTPUTS ? (double) batch * actions : batch;
        this.outputGradient = new float[batch * actions];
    }

    /**
     * Computes loss and gradient.
     *
     * @param batch the transitions
     * @param values Q(s, .) of the network that learns, {@code [batch][actions]}
     * @param nextValues Q(s', .) of the network that bootstraps
     * @param nextChooser Q(s', .) of the network that picks the next action; {@code nextValues} itself for plain DQN
     * @return the derivative of the loss by {@code values}, {@code [batch][actions]}; valid until the next call
     */
    public float[] gradient(TransitionBatch batch, float[] values, float[] nextValues, float[] nextChooser) {
        double lossSum = 0;
        double maxSum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = i * actions;
            double bootstrap = nextValues[row + Values.argMax(nextChooser, row, actions)];
            double target = batch.rewards[i] + (batch.discounts[i] == 0 ? 0 : batch.discounts[i] * bootstrap);
            int taken = row + batch.actions[i];
            double tdError = target - values[taken];
            Arrays.fill(outputGradient, row, row + actions, 0f);
            outputGradient[taken] = (float) (-slope(tdError) / divisor);
            lossSum += lossOf(tdError);
            maxSum += values[row + Values.argMax(values, row, actions)];
        }
        meanLoss = lossSum / divisor;
        meanMaxQ = maxSum / batch.size();
        return outputGradient;
    }

    /** The loss of the last batch. */
    public double meanLoss() {
        return meanLoss;
    }

    /** Mean over the last batch of the largest value of each state. */
    public double meanMaxQ() {
        return meanMaxQ;
    }

    private double lossOf(double error) {
        if (loss == Loss.MSE) {
            return error * error;
        }
        double size = Math.abs(error);
        return size <= 1 ? 0.5 * size * size : size - 0.5;
    }

    private double slope(double error) {
        return loss == Loss.MSE ? 2 * error : Math.max(-1, Math.min(1, error));
    }
}
