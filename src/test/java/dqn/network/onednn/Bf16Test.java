package dqn.network.onednn;

import static dqn.network.Samples.nature;
import static dqn.network.Samples.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.HeadSpec;
import dqn.network.NetworkBackend;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Layer.MaxPool;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A bf16 number has 8 bits: two decimal digits, so about a hundredth may be lost on the way; more of a gradient, where
 * units near zero fall on the other side of their ReLU.
 */
class Bf16Test {
    private static final int BATCH = 32;

    private final NetworkBackend exact = new OneDnnBackend(2);
    private final NetworkBackend rough = new OneDnnBackend(2, true);

    @BeforeEach
    void needsTheProcessor() {
        assumeTrue(OneDnnBackend.hasBf16(), "this processor has no bf16");
    }

    /** The outputs, which are float32, are then split among the threads too. */
    @Test
    void aWideOutputLayerIsNearThatOfFloat32() {
        NetworkSpec spec = new NetworkSpec(
                new ObservationSpec(1, 1, 40),
                1 / 255.0,
                Padding.VALID,
                List.of(new Dense(600)),
                480,
                Initialization.GLOROT_UNIFORM);
        assertNear(spec);
    }

    @Test
    void maximaAreNearThoseOfFloat32() {
        NetworkSpec spec = new NetworkSpec(
                new ObservationSpec(4, 42, 42),
                1 / 255.0,
                Padding.SAME,
                List.of(new Conv(32, 8, 4), new Conv(32, 3, 1), new MaxPool(3, 2), new Dense(64)),
                6,
                Initialization.GLOROT_UNIFORM);
        assertNear(spec);
    }

    private void assertNear(NetworkSpec spec) {
        byte[] observations = new byte[BATCH * spec.input().size()];
        RandomStream random = new RandomStream(1, "bf16");
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (byte) random.nextInt(256);
        }
        float[] outputGradient = new float[BATCH * spec.outputs()];
        Arrays.fill(outputGradient, 0.01f);
        assertNear(
                computed(rough, spec, observations, outputGradient),
                computed(exact, spec, observations, outputGradient));
    }

    @Test
    void implicitQuantilesAreNearThoseOfFloat32() {
        NetworkSpec spec = new NetworkSpec(
                new ObservationSpec(1, 1, 40),
                1 / 255.0,
                Padding.VALID,
                List.of(new Dense(600)),
                6 * 8,
                Initialization.GLOROT_UNIFORM,
                new HeadSpec(false, 8, false, true));
        assertNear(spec);
    }

    @ParameterizedTest
    @EnumSource(Padding.class)
    void outputsAndGradientsAreNearThoseOfFloat32(Padding padding) {
        RandomStream random = new RandomStream(1, "bf16");
        byte[] observations = new byte[BATCH * 4 * 84 * 84];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (byte) random.nextInt(256);
        }
        float[] outputGradient = new float[BATCH * 6];
        for (int i = 0; i < outputGradient.length; i++) {
            outputGradient[i] = (float) (random.nextDouble() - 0.5);
        }
        assertNear(
                computed(rough, nature(padding), observations, outputGradient),
                computed(exact, nature(padding), observations, outputGradient));
    }

    /** What kernels read in bf16 is another copy of the weights. */
    @Test
    void computesWithWhatWasCopiedOrMovedToIt() {
        NetworkSpec spec = nature(Padding.SAME);
        byte[] observation = new byte[spec.input().size()];
        Arrays.fill(observation, (byte) 100);
        try (QNetwork network = rough.create(spec, 1);
                QNetwork goal = rough.create(spec, 2);
                QNetwork same = rough.create(spec, 3)) {
            network.moveTowards(goal, 0.3);
            same.writeParameters(parameters(network));
            assertThat(outputs(network, observation)).isEqualTo(outputs(same, observation));

            network.copyParametersFrom(goal);
            assertThat(outputs(network, observation))
                    .isEqualTo(outputs(goal, observation))
                    .isNotEqualTo(outputs(same, observation));
        }
    }

    private static float[] outputs(QNetwork network, byte[] observation) {
        float[] outputs = new float[network.spec().outputs()];
        network.forward(observation, 1, outputs);
        return outputs;
    }

    /** Inference of one, outputs of a batch, gradient; then the parameters after five steps. */
    private static float[][] computed(
            NetworkBackend backend, NetworkSpec spec, byte[] observations, float[] outputGradient) {
        try (QNetwork network = backend.create(spec, 3, new OptimizerSpec.Sgd(1e-3, 0), StepConfig.PLAIN)) {
            float[] one = new float[spec.outputs()];
            network.forward(observations, 1, one);
            float[] outputs = new float[BATCH * spec.outputs()];
            network.forwardForTraining(observations, BATCH, outputs);
            network.backward(outputGradient);
            float[] gradient = new float[(int) spec.parameterCount()];
            network.readGradient(gradient);
            for (int step = 0; step < 5; step++) {
                network.forwardForTraining(observations, BATCH, new float[BATCH * spec.outputs()]);
                network.backward(outputGradient);
                network.applyGradient();
            }
            float[] later = new float[BATCH * spec.outputs()];
            network.forward(observations, BATCH, later);
            return new float[][] {one, outputs, gradient, later};
        }
    }

    /** By the length of the difference, relative to that of what is expected. */
    private static void assertNear(float[][] actual, float[][] expected) {
        for (int part = 0; part < expected.length; part++) {
            double difference = 0;
            double size = 0;
            for (int i = 0; i < expected[part].length; i++) {
                difference += Math.pow(actual[part][i] - expected[part][i], 2);
                size += Math.pow(expected[part][i], 2);
            }
            assertThat(Math.sqrt(difference / size)).as("part %d", part).isBetween(1e-6, part < 2 ? 0.02 : 0.1);
        }
    }
}
