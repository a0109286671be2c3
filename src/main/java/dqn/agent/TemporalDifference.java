package dqn.agent;

import dqn.agent.AgentConfig.LossOver;
import dqn.core.Checkpointable;
import dqn.core.TransitionBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Targets, errors, loss and its gradient for one batch.
 *
 * <p>For expectations the target is {@code y = r + discount * max_a Q_target(s', a)} (Mnih et al. 2015), or with double
 * Q-learning {@code y = r + discount * Q_target(s', argmax_a Q_online(s', a))} (van Hasselt et al. 2016), and the TD
 * error {@code y - Q(s, a)}; {@link Targets}, {@link NextPolicy} and {@link ReturnError} say what else there is. Where
 * the discount is 0 the next outputs do not count, whatever they are.
 */
public final class TemporalDifference implements Checkpointable {
    private final ActionValues values;
    private final NextPolicy policy;
    private final Targets targets;
    private final ReturnError error;
    private final int actions;
    private final int atoms;
    private final double divisor;
    private final float[] outputGradient;
    private final double[] rowLosses;
    private final double[] rowMaxima;
    private final float[] errors;

    /**
     * With the agent's settings, for batches of its size and so many actions.
     *
     * @param fractions of the network that learns, see {@link dqn.network.QNetwork#fractions}
     */
    public TemporalDifference(AgentConfig config, int actions, float[] fractions) {
        int batch = config.update().batch();
        this.actions = actions;
        atoms = config.atoms();
        values = ActionValues.of(config);
        policy = config.munchausen().isPresent()
                ? new NextPolicy.Softmax(config.munchausen().get(), values, batch, actions, atoms)
                : new NextPolicy.Greedy(values, batch, actions, atoms);
        targets = Targets.of(config);
        error = ReturnError.of(config, fractions);
        divisor = config.lossOver() == LossOver.OUTPUTS ? (double) batch * actions : batch;
        outputGradient = new float[batch * actions * atoms];
        rowLosses = new double[batch];
        rowMaxima = new double[batch];
        errors = new float[batch];
    }

    /** Computes loss and gradient of the rows {@code [from, to)}; several threads may do so for rows of their own. */
    void compute(TransitionBatch batch, Outputs outputs, int from, int to) {
        int rowSize = actions * atoms;
        for (int row = from; row < to; row++) {
            policy.compute(row, batch.actions[row], outputs);
            targets.compute(row, batch, outputs.next(), policy);
            int start = row * rowSize;
            Arrays.fill(outputGradient, start, start + rowSize, 0f);
            double loss = error.compute(
                    targets.values,
                    row * atoms,
                    outputs.current(),
                    start + batch.actions[row] * atoms,
                    batch.weights[row] / divisor,
                    outputGradient);
            errors[row] = (float) error.magnitude(loss);
            rowLosses[row] = batch.weights[row] * loss;
            int best = values.best(outputs.current(), start, actions);
            rowMaxima[row] = values.value(outputs.current(), start + best * atoms);
        }
    }

    /** The derivative of the loss by the outputs, {@code [batch][actions][atoms]}; the same array for every batch. */
    public float[] outputGradient() {
        return outputGradient;
    }

    /** The magnitude of each row's error; the same array for every batch. */
    float[] errors() {
        return errors;
    }

    /** The loss of the last batch. */
    public double meanLoss() {
        return Arrays.stream(rowLosses).sum() / divisor;
    }

    /** The largest value of each state; the same array for every batch. */
    double[] maxQ() {
        return rowMaxima;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        targets.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        targets.load(in);
    }
}
