package dqn.agent;

import dqn.core.Checkpointable;
import dqn.core.RandomStream;
import dqn.network.QNetwork;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Epsilon-greedy: with chance epsilon a uniformly random action, else the one with the largest value (the first of equal
 * ones), for one environment or for several at once. Where chance decides for all of them, the network is asked only if
 * somebody wants to see its values.
 */
public final class Actor implements Policy, Checkpointable {
    /** A network's outputs for a batch, such as {@link QNetwork#forward}. */
    @FunctionalInterface
    interface Forward {
        void apply(byte[] observations, int batch, float[] outputs);
    }

    private final Forward network;
    private final ActionValues reading;
    private final RandomStream random;
    private final int actions;
    private final int randomChoices;
    /** {@code [environments][actions][atoms]}. */
    private final float[] outputs;
    /** {@code [environments][actions]}. */
    private final float[] values;

    private final boolean[] greedy;
    private final int[] single = new int[1];
    private double epsilon;
    private byte[] seen = {};

    /** Acts by this network in one environment, with chance from this stream. */
    public Actor(QNetwork network, ActionValues reading, RandomStream random, double epsilon) {
        this(
                network::forward,
                network.spec().outputs(),
                reading,
                1,
                random,
                reading.actions(network.spec().outputs()));
        setEpsilon(epsilon);
    }

    /**
     * Acts in several environments, at random until told otherwise.
     *
     * @param outputs of the network for one observation
     * @param randomChoices how many actions, from the first on, chance picks from
     */
    Actor(
            Forward network,
            int outputs,
            ActionValues reading,
            int environments,
            RandomStream random,
            int randomChoices) {
        this.network = network;
        this.reading = reading;
        this.random = random;
        this.actions = reading.actions(outputs);
        this.randomChoices = randomChoices;
        this.outputs = new float[environments * outputs];
        this.values = new float[environments * actions];
        this.greedy = new boolean[environments];
        this.epsilon = 1;
    }

    /** Sets the chance of a random action from the next choice on. */
    public void setEpsilon(double epsilon) {
        this.epsilon = epsilon;
    }

    @Override
    public int act(byte[] stack) {
        act(stack, single);
        return single[0];
    }

    /**
     * Chooses for every environment.
     *
     * @param stacks their observations one after the other
     * @param chosen filled with the actions' numbers
     */
    void act(byte[] stacks, int[] chosen) {
        seen = stacks;
        boolean anyGreedy = false;
        for (int i = 0; i < chosen.length; i++) {
            greedy[i] = !(random.nextDouble() < epsilon);
            anyGreedy |= greedy[i];
            if (!greedy[i]) {
                chosen[i] = random.nextInt(randomChoices);
            }
        }
        if (anyGreedy) {
            ask(chosen.length);
        }
        for (int i = 0; i < chosen.length; i++) {
            if (greedy[i]) {
                chosen[i] = Values.argMax(values, i * actions, actions);
            }
        }
    }

    @Override
    public Optional<float[]> values() {
        if (!greedy[0]) {
            ask(1);
        }
        return Optional.of(values);
    }

    private void ask(int rows) {
        network.apply(seen, rows, outputs);
        reading.read(outputs, rows, values);
    }

    /** The largest action value behind the last choice for an environment; empty if that was random. */
    OptionalDouble maxValue(int environment) {
        int row = environment * actions;
        return greedy[environment]
                ? OptionalDouble.of(values[row + Values.argMax(values, row, actions)])
                : OptionalDouble.empty();
    }

    /** A copy of the action values behind the last choice for an environment; empty if that was random. */
    Optional<float[]> lastValues(int environment) {
        int row = environment * actions;
        return greedy[environment] ? Optional.of(Arrays.copyOfRange(values, row, row + actions)) : Optional.empty();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        random.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        random.load(in);
    }
}
