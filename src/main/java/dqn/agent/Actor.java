package dqn.agent;

import dqn.core.Checkpointable;
import dqn.core.RandomStream;
import dqn.network.QNetwork;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Epsilon-greedy: with chance epsilon a uniformly random action, else the one with the largest value (the first of equal
 * ones). Where chance decides, the network is asked only if somebody wants to see its values.
 */
public final class Actor implements Policy, Checkpointable {
    private final QNetwork network;
    private final RandomStream random;
    private final float[] values;
    private double epsilon;
    private byte[] seen = {};
    private boolean greedy;

    /** Acts by this network, with chance from this stream. */
    public Actor(QNetwork network, RandomStream random, double epsilon) {
        this.network = network;
        this.random = random;
        this.values = new float[network.spec().outputs()];
        this.epsilon = epsilon;
    }

    /** Sets the chance of a random action from the next choice on. */
    public void setEpsilon(double epsilon) {
        this.epsilon = epsilon;
    }

    @Override
    public int act(byte[] stack) {
        seen = stack;
        greedy = !(random.nextDouble() < epsilon);
        if (!greedy) {
            return random.nextInt(values.length);
        }
        network.forward(stack, 1, values);
        return Values.argMax(values, 0, values.length);
    }

    @Override
    public Optional<float[]> values() {
        if (!greedy) {
            network.forward(seen, 1, values);
        }
        return Optional.of(values);
    }

    /** The largest action value behind the last choice; empty if that was random. */
    public OptionalDouble maxValue() {
        return greedy ? OptionalDouble.of(values[Values.argMax(values, 0, values.length)]) : OptionalDouble.empty();
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
