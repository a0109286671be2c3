package dqn.network.onednn;

import static dqn.network.Samples.assertClose;
import static dqn.network.Samples.gradient;
import static dqn.network.Samples.nature;
import static dqn.network.Samples.observations;
import static dqn.network.Samples.parameters;
import static dqn.network.Samples.train;
import static dqn.network.Samples.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.NetworkBackend;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec.Adam;
import dqn.network.ParameterLayout;
import dqn.network.ParameterLayout.LayerParameters;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import dqn.network.dl4j.Dl4jBackend;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** On the Nature network and batches of 32. Tolerances are parts of the largest entry. */
class OneDnnAgainstDl4jTest {
    private static final int BATCH = 32;

    private final RandomStream random = new RandomStream(1, "against");

    private static QNetwork network(NetworkBackend backend, NetworkSpec spec, long seed) {
        return backend.create(spec, seed, new Adam(6.25e-5, 0.9, 0.999, 1.5e-4), StepConfig.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(Padding.class)
    void outputsAndGradientsAreTheSame(Padding padding) {
        NetworkSpec spec = nature(padding);
        byte[] observations = observations(spec, BATCH, random);
        float[] outputs = new float[BATCH * spec.outputs()];
        float[] expected = outputs.clone();
        try (QNetwork fast = network(new OneDnnBackend(2), spec, 1);
                QNetwork reference = network(new Dl4jBackend(), spec, 1)) {
            assertThat(parameters(fast)).isEqualTo(parameters(reference));
            fast.forward(observations, BATCH, outputs);
            reference.forward(observations, BATCH, expected);
            assertClose(outputs, expected, 1e-5);
            fast.forwardForTraining(observations, BATCH, outputs);
            reference.forwardForTraining(observations, BATCH, expected);
            assertClose(outputs, expected, 1e-5);
            float[] outputGradient = vector(outputs.length, random);
            fast.backward(outputGradient);
            reference.backward(outputGradient);
            assertClose(gradient(fast), gradient(reference), 1e-5);
        }
    }

    /**
     * Where a block's weights do not fit into the second cache (57x57 places of 12 channels, filled up to 16: 7 parts), and some members have no rows:
     * they help others.
     */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "1, 3", "2, 4", "3, 2"})
    void gradientsOfManyInputsInFewRowsAreTheSame(int batch, int threads) {
        NetworkSpec spec = new NetworkSpec(
                new ObservationSpec(3, 122, 122),
                1 / 255.0,
                Padding.VALID,
                List.of(
                        new Layer.Conv(10, 3, 1),
                        new Layer.Conv(16, 3, 2),
                        new Layer.Conv(12, 3, 1),
                        new Layer.Dense(40)),
                6,
                Initialization.GLOROT_UNIFORM);
        byte[] observations = observations(spec, batch, random);
        float[] outputs = new float[batch * spec.outputs()];
        float[] expected = outputs.clone();
        try (QNetwork fast = network(new OneDnnBackend(threads), spec, 1);
                QNetwork reference = network(new Dl4jBackend(), spec, 1)) {
            fast.forwardForTraining(observations, batch, outputs);
            reference.forwardForTraining(observations, batch, expected);
            assertClose(outputs, expected, 1e-5);
            float[] outputGradient = vector(outputs.length, random);
            fast.backward(outputGradient);
            reference.backward(outputGradient);
            assertClose(gradient(fast), gradient(reference), 1e-5);
        }
    }

    /**
     * What 25 updates change, and Adam's moments.
     *
     * <p>Every unit is made to be either on or off whatever it sees. Otherwise sooner or later one unit's sum is so near zero
     * that rounding switches it, and from there the networks part: by a hundredth of the outputs after 100 updates, as
     * far as networks of one backend on different numbers of threads do.
     */
    @ParameterizedTest
    @EnumSource(Padding.class)
    void a25UpdatesAreTheSame(Padding padding) {
        NetworkSpec spec = nature(padding);
        byte[] observations = observations(spec, BATCH, random);
        try (QNetwork fast = network(new OneDnnBackend(2), spec, 1);
                QNetwork reference = network(new Dl4jBackend(), spec, 1)) {
            float[] start = everyFourthUnitOn(spec, parameters(fast));
            fast.writeParameters(start);
            reference.writeParameters(start);
            for (int update = 0; update < 25; update++) {
                float[] targets = vector(BATCH * spec.outputs(), random);
                train(fast, observations, BATCH, targets);
                train(reference, observations, BATCH, targets);
            }
            assertClose(change(fast, start), change(reference, start), 1e-3);
            for (int slot = 0; slot < 2; slot++) {
                assertClose(
                        fast.optimizerState().slots()[slot],
                        reference.optimizerState().slots()[slot],
                        1e-5);
            }
        }
    }

    /** Small weights and large biases. */
    private static float[] everyFourthUnitOn(NetworkSpec spec, float[] parameters) {
        List<LayerParameters> layers = ParameterLayout.of(spec).layers();
        for (LayerParameters layer : layers.subList(0, layers.size() - 1)) {
            for (int i = 0; i < layer.weightCount(); i++) {
                parameters[layer.weights() + i] *= 0.1f;
            }
            for (int i = 0; i < layer.outputs(); i++) {
                parameters[layer.biases() + i] = i % 4 == 0 ? 2 : -2;
            }
        }
        return parameters;
    }

    private static float[] change(QNetwork network, float[] start) {
        float[] change = parameters(network);
        for (int i = 0; i < change.length; i++) {
            change[i] -= start[i];
        }
        return change;
    }

    @ParameterizedTest
    @EnumSource(Padding.class)
    void parametersAreCopiedFromOneToTheOther(Padding padding) {
        NetworkSpec spec = nature(padding);
        try (QNetwork fast = network(new OneDnnBackend(2), spec, 1);
                QNetwork reference = network(new Dl4jBackend(), spec, 2);
                QNetwork other = network(new Dl4jBackend(), spec, 3)) {
            float[] before = parameters(fast);
            other.copyParametersFrom(fast);
            fast.copyParametersFrom(reference);
            assertThat(parameters(other)).isEqualTo(before).isNotEqualTo(parameters(reference));
            assertThat(parameters(fast)).isEqualTo(parameters(reference));
        }
    }
}
