package dqn.network;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Padding;
import dqn.network.OptimizerSpec.Adam;
import dqn.network.OptimizerSpec.RmsPropCentered;
import dqn.network.OptimizerSpec.RmsPropTensorFlow;
import dqn.network.OptimizerSpec.Sgd;
import java.util.List;
import org.assertj.core.data.Offset;

/** Networks, optimisers and seeded numbers for the tests of backends. */
public final class Samples {
    private Samples() {}

    /** Six outputs, weights as PyTorch draws them. */
    public static NetworkSpec spec(ObservationSpec input, Padding padding, Layer... layers) {
        return new NetworkSpec(input, 1 / 255.0, padding, List.of(layers), 6, Initialization.PYTORCH);
    }

    /** The whole Nature network, weights as Keras draws them. */
    public static NetworkSpec nature(Padding padding) {
        return new NetworkSpec(
                new ObservationSpec(4, 84, 84),
                1 / 255.0,
                padding,
                List.of(new Conv(32, 8, 4), new Conv(64, 4, 2), new Conv(64, 3, 1), new Dense(512)),
                6,
                Initialization.GLOROT_UNIFORM);
    }

    /** Each kind, with and without momentum. */
    public static List<OptimizerSpec> optimizers() {
        return List.of(
                new Adam(1e-3, 0.9, 0.999, 1.5e-4),
                new RmsPropCentered(2.5e-4, 0.95, 0.01),
                new RmsPropTensorFlow(2.5e-4, 0.9, 0.95, 0.01),
                new Sgd(0.01, 0),
                new Sgd(0.01, 0.9));
    }

    /** Random pixels. */
    public static byte[] observations(NetworkSpec spec, int batch, RandomStream random) {
        byte[] observations = new byte[batch * spec.input().size()];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (byte) random.nextInt(256);
        }
        return observations;
    }

    /** Random numbers from -1 to 1. */
    public static float[] vector(int size, RandomStream random) {
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            vector[i] = (float) (2 * random.nextDouble() - 1);
        }
        return vector;
    }

    /** A copy of the network's parameters. */
    public static float[] parameters(QNetwork network) {
        float[] parameters = new float[(int) network.spec().parameterCount()];
        network.readParameters(parameters);
        return parameters;
    }

    /** What {@link QNetwork#moveTowards} should make of parameters: a share of the way to others. */
    public static float[] between(float[] parameters, float[] others, float share) {
        float[] between = parameters.clone();
        for (int i = 0; i < between.length; i++) {
            between[i] += share * (others[i] - between[i]);
        }
        return between;
    }

    /** A copy of the gradient. */
    public static float[] gradient(QNetwork network) {
        float[] gradient = new float[(int) network.spec().parameterCount()];
        network.readGradient(gradient);
        return gradient;
    }

    /** One step that brings the outputs nearer to the targets, by half the squared error's mean over the batch. */
    public static void train(QNetwork network, byte[] observations, int batch, float[] targets) {
        float[] outputs = new float[targets.length];
        network.forwardForTraining(observations, batch, outputs);
        for (int i = 0; i < targets.length; i++) {
            outputs[i] = (outputs[i] - targets[i]) / batch;
        }
        network.backward(outputs);
        network.applyGradient();
    }

    static double[] toDouble(float[] vector) {
        double[] copy = new double[vector.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = vector[i];
        }
        return copy;
    }

    /** Within a part of the largest entry. */
    public static void assertClose(float[] actual, float[] expected, double tolerance) {
        assertClose(actual, toDouble(expected), tolerance);
    }

    /** The same. */
    static void assertClose(float[] actual, double[] expected, double tolerance) {
        double largest = 1e-3;
        int worst = 0;
        double error = -1;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            double here = Math.abs(actual[i] - expected[i]);
            if (Double.isNaN(here) || here > error) { // nothing is above NaN
                worst = i;
                error = here;
            }
        }
        assertThat((double) actual[worst])
                .as("entry %d", worst)
                .isEqualTo(expected[worst], Offset.offset(tolerance * largest));
    }
}
