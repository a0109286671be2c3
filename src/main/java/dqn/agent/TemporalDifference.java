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
    private final double[] rowLosses;
    private final double[] rowMaxima;

    /** For batches of {@code batch} rows of {@code actions} values. */
    public TemporalDifference(Loss loss, LossOver lossOver, int batch, int actions) {
        this.loss = loss;
        this.actions = actions;
        this.divisor = lossOver == LossOver.OUTPUTS ? (double) batch * actions : batch;
        this.outputGradient = new float[batch * actions];
        this.rowLosses = new double[batch];
        this.rowMaxima = new double[batch];
    }

    /**
     * Computes loss and gradient of the rows {@code [from, to)}; several threads may do so for rows of their own.
     *
     * @param batch the transitions
     * @param values Q(s, .) of the network that learns, {@code [batch][actions]}
     * @param nextValues Q(s', .) of the network that bootstraps
     * @param nextChooser Q(s', .) of the network that picks the next action; {@code nextValues} itself for plain DQN
     */
    public void compute(
            TransitionBatch batch, float[] values, float[] nextValues, float[] nextChooser, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = i * actions;
            double bootstrap = nextValues[row + Values.argMax(nextChooser, row, actions)];
            double target = batch.rewards[i] + (batch.discounts[i] == 0 ? 0 : batch.discounts[i] * bootstrap);
            int taken = row + batch.actions[i];
            double tdError = target - values[taken];
            Arrays.fill(outputGradient, row, row + actions, 0f);
            outputGradient[taken] = (float) (-slope(tdError) / divisor);
            rowLosses[i] = lossOf(tdError);
            rowMaxima[i] = values[row + Values.argMax(values, row, actions)];
        }
    }

    /** The derivative of the loss by the values, {@code [batch][actions]}; the same array for every batch. */
    public float[] outputGradient() {
        return outputGradient;
    }

    /** The loss of the last batch. */
    public double meanLoss() {
        return Arrays.stream(rowLosses).sum() / divisor;
    }

    /** Mean over the last batch of the largest value of each state. */
    public double meanMaxQ() {
        return Arrays.stream(rowMaxima).sum() / rowMaxima.length;
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
