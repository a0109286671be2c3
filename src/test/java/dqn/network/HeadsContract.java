package dqn.network;

import static dqn.network.Samples.between;
import static dqn.network.Samples.parameters;
import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Layer.MaxPool;
import dqn.network.NetworkConfig.Padding;
import dqn.network.OptimizerSpec.Adam;
import dqn.network.OptimizerSpec.Sgd;
import dqn.network.ParameterLayout.LayerParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend must do that learns dueling heads, noisy layers and heads of several atoms. */
public abstract class HeadsContract {
    private static final Adam ADAM = new Adam(1e-2, 0.9, 0.999, 1e-3);
    private static final int BATCH = 5;
    private static final ObservationSpec PICTURE = new ObservationSpec(2, 6, 5);
    private static final NetworkSpec NOISY_DUELING =
            spec(new HeadSpec(true, 3, true), PICTURE, new Conv(3, 2, 1), new Dense(4));
    private static final NetworkSpec IMPLICIT =
            spec(new HeadSpec(false, 3, false, true), PICTURE, new Conv(18, 3, 1), new MaxPool(3, 1), new Dense(5));

    /** As the default preset has it: the first dense layer is one that each thread computes some outputs of. */
    private static final NetworkSpec WIDE_IMPLICIT = spec(
            new HeadSpec(false, 3, false, true),
            PICTURE,
            new Conv(18, 3, 1),
            new MaxPool(2, 1),
            new Dense(2_500),
            new Dense(5));

    /** The backend under test. */
    protected abstract NetworkBackend backend();

    static List<NetworkSpec> specs() {
        return List.of(
                spec(new HeadSpec(true, 1, false), new ObservationSpec(1, 1, 5), new Dense(7)),
                spec(new HeadSpec(true, 3, false), PICTURE, new Conv(3, 2, 1), new Dense(4)),
                spec(new HeadSpec(false, 3, false), PICTURE, new Dense(4)),
                spec(new HeadSpec(false, 1, true), new ObservationSpec(1, 1, 5)),
                spec(
                        new HeadSpec(false, 3, true),
                        PICTURE,
                        new Conv(3, 2, 1),
                        new MaxPool(2, 1),
                        new Dense(4),
                        new Dense(3)),
                IMPLICIT,
                spec(new HeadSpec(false, 2, false, true), new ObservationSpec(1, 1, 5), new Dense(4), new Dense(7)),
                NOISY_DUELING);
    }

    static List<NetworkSpec> fixed() {
        return specs().stream().filter(spec -> !spec.head().implicit()).toList();
    }

    private static NetworkSpec spec(HeadSpec head, ObservationSpec input, Layer... layers) {
        return new NetworkSpec(input, 1 / 255.0, Padding.VALID, List.of(layers), 6, Initialization.PYTORCH, head);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void withoutNoiseItIsWhatThePapersHave(NetworkSpec spec) {
        byte[] observations = observations(spec);
        try (QNetwork network = backend().create(spec, 3, ADAM, StepConfig.PLAIN)) {
            assertOutputs(network, observations, NaiveHead.outputs(spec, parameters(network), observations, BATCH));
        }
    }

    /** On their own, all at once, and with the fractions of the middles again. */
    @Test
    void implicitQuantilesAreThoseOfTheFractionsDrawn() {
        byte[] observations = observations(IMPLICIT);
        try (QNetwork network = backend().create(IMPLICIT, 3, ADAM, StepConfig.PLAIN)) {
            float[] middles = network.fractions().clone();
            network.drawNoise(new RandomStream(1, "noise"));
            float[] drawn = network.fractions().clone();
            double[] expected =
                    NaiveHead.outputs(IMPLICIT, NaiveHead.exact(parameters(network)), observations, BATCH, drawn);
            assertOutputs(network, observations, expected);
            float[] alone = new float[expected.length];
            network.forwardAlone(observations, BATCH, alone);
            assertNear(alone, expected);
            for (int i = 0; i < drawn.length; i++) {
                assertThat(drawn[i]).isBetween((float) i / drawn.length, (float) (i + 1) / drawn.length);
                assertThat(middles[i]).isEqualTo((i + 0.5f) / drawn.length);
            }
            assertThat(drawn).isNotEqualTo(middles);
            network.silenceNoise();
            assertThat(network.fractions()).isEqualTo(middles);
        }
    }

    private static void assertOutputs(QNetwork network, byte[] observations, double[] expected) {
        assertNear(outputs(network, observations), expected);
    }

    private static void assertNear(float[] actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isEqualTo(expected[i], Offset.offset(1e-5));
        }
    }

    /** The derivative of a weighted sum of the outputs, with noise if there is any, by differences of the sum itself. */
    @ParameterizedTest
    @MethodSource("fixed")
    void itsGradientIsThatOfItsOutputs(NetworkSpec spec) {
        byte[] observations = observations(spec);
        float[] weights = weights();
        try (QNetwork network = backend().create(spec, 3, ADAM, StepConfig.PLAIN)) {
            network.drawNoise(new RandomStream(4, "heads"));
            network.forwardForTraining(observations, BATCH, new float[BATCH * 6]);
            network.backward(weights);
            float[] gradient = parameters(network);
            network.readGradient(gradient);
            float[] parameters = parameters(network);
            double tolerance = 0.01 * largest(gradient); // a step may carry a unit over the edge of its ReLU
            float step = 1e-3f;
            for (int i = 0; i < parameters.length; i++) {
                float middle = parameters[i];
                parameters[i] = middle + step;
                double above = weightedSum(network, parameters, observations, weights);
                parameters[i] = middle - step;
                double below = weightedSum(network, parameters, observations, weights);
                parameters[i] = middle;
                assertThat((double) gradient[i])
                        .as("parameter %d", i)
                        .isEqualTo((above - below) / (2 * step), Offset.offset(tolerance));
            }
        }
    }

    private static double largest(float[] numbers) {
        double largest = 0;
        for (float number : numbers) {
            largest = Math.max(largest, Math.abs(number));
        }
        return largest;
    }

    private static double weightedSum(QNetwork network, float[] parameters, byte[] observations, float[] weights) {
        network.writeParameters(parameters);
        float[] outputs = outputs(network, observations);
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += weights[i] * outputs[i];
        }
        return sum;
    }

    /** In double precision, where a step can be too small to carry a unit over the edge of its ReLU. */
    @ParameterizedTest
    @MethodSource("implicit")
    void theGradientOfImplicitQuantilesIsThatOfDoublePrecision(NetworkSpec spec) {
        byte[] observations = observations(spec);
        float[] weights = weights();
        try (QNetwork network = backend().create(spec, 3, ADAM, StepConfig.PLAIN)) {
            network.drawNoise(new RandomStream(5, "heads"));
            network.forwardForTraining(observations, BATCH, new float[BATCH * 6]);
            network.backward(weights);
            float[] gradient = parameters(network);
            network.readGradient(gradient);
            double[] parameters = NaiveHead.exact(parameters(network));
            double step = 1e-7;
            int stride = parameters.length < 10_000 ? 1 : parameters.length / 300;
            for (int i = 0; i < parameters.length; i += stride) {
                double middle = parameters[i];
                parameters[i] = middle + step;
                double above = exactSum(spec, parameters, observations, network.fractions(), weights);
                parameters[i] = middle - step;
                double below = exactSum(spec, parameters, observations, network.fractions(), weights);
                parameters[i] = middle;
                assertThat((double) gradient[i])
                        .as("parameter %d", i)
                        .isEqualTo((above - below) / (2 * step), Offset.offset(1e-5));
            }
        }
    }

    static List<NetworkSpec> implicit() {
        return List.of(IMPLICIT, WIDE_IMPLICIT);
    }

    private static double exactSum(
            NetworkSpec spec, double[] parameters, byte[] observations, float[] fractions, float[] weights) {
        double[] outputs = NaiveHead.outputs(spec, parameters, observations, BATCH, fractions);
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += weights[i] * outputs[i];
        }
        return sum;
    }

    private static float[] weights() {
        RandomStream random = new RandomStream(2, "heads");
        float[] weights = new float[BATCH * 6];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextDouble() - 0.5);
        }
        return weights;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void learnsItsTargets(NetworkSpec spec) {
        byte[] observations = observations(spec);
        try (QNetwork network = backend().create(spec, 3, ADAM, StepConfig.PLAIN)) {
            double before = train(network, observations, 1);
            double after = train(network, observations, 300);
            assertThat(after).isLessThan(before / 2);
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void goesOnFromItsStateWithTheSameBits(NetworkSpec spec) {
        byte[] observations = observations(spec);
        StepConfig clipped = new StepConfig(1e-3, 0.05, 0.04, LearningRateDecay.NONE);
        try (QNetwork straight = backend().create(spec, 3, ADAM, clipped);
                QNetwork restored = backend().create(spec, 4, ADAM, clipped)) {
            train(straight, observations, 5);
            restored.writeParameters(parameters(straight));
            restored.restoreOptimizer(straight.optimizerState());
            train(straight, observations, 5);
            train(restored, observations, 5);
            assertThat(parameters(restored)).isEqualTo(parameters(straight));
            assertThat(restored.optimizerState().slots())
                    .isDeepEqualTo(straight.optimizerState().slots());
        }
    }

    static List<NetworkSpec> wideToo() {
        List<NetworkSpec> specs = new ArrayList<>(specs());
        ObservationSpec picture = new ObservationSpec(4, 24, 24); // so that each thread has weights of its own to step
        specs.add(spec(new HeadSpec(false, 3, false, true), picture, new Conv(16, 4, 2), new Dense(144)));
        specs.add(spec(new HeadSpec(true, 3, true), picture, new Conv(16, 4, 2), new Dense(144)));
        return specs;
    }

    /** Though in a whole update weights are stepped while other threads still compute gradients. */
    @ParameterizedTest
    @MethodSource("wideToo")
    void aWholeUpdateIsItsPartsToTheBit(NetworkSpec spec) {
        byte[] observations = observations(spec);
        try (QNetwork whole = backend().create(spec, 3, ADAM, StepConfig.PLAIN);
                QNetwork parts = backend().create(spec, 3, ADAM, StepConfig.PLAIN)) {
            for (int update = 0; update < 20; update++) {
                whole.drawNoise(new RandomStream(update, "noise"));
                parts.drawNoise(new RandomStream(update, "noise"));
                float[] outputs = new float[BATCH * 6];
                whole.update(new UpdateTask(
                        (from, to) -> {}, List.of(), observations, BATCH, outputs, weights(), (from, to) -> {}));
                parts.forwardForTraining(observations, BATCH, new float[BATCH * 6]);
                parts.backward(weights());
                parts.applyGradient();
                assertThat(parameters(whole)).isEqualTo(parameters(parts));
            }
        }
    }

    static List<NetworkSpec> drawn() {
        return List.of(NOISY_DUELING, IMPLICIT);
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void noiseComesFromItsStreamAndGoesAgain(NetworkSpec spec) {
        byte[] observations = observations(spec);
        try (QNetwork network = backend().create(spec, 3, ADAM, StepConfig.PLAIN);
                QNetwork copy = backend().create(spec, 4)) {
            float[] silent = outputs(network, observations);
            network.drawNoise(new RandomStream(1, "noise"));
            float[] noisy = outputs(network, observations);
            assertThat(noisy).isNotEqualTo(silent);
            copy.copyParametersFrom(network);
            assertThat(outputs(copy, observations)).isEqualTo(silent);
            copy.drawNoise(new RandomStream(1, "noise"));
            assertThat(outputs(copy, observations)).isEqualTo(noisy);
            network.silenceNoise();
            assertThat(outputs(network, observations)).isEqualTo(silent);
        }
    }

    /**
     * Fortunato et al. 2018, section 3.1 (b): the noise of a weight is its input's times its output's, that of a bias is its
     * output's. Noise is the gradient of a spread in that of its mean.
     */
    @Test
    void noiseIsThatOfInputsTimesThatOfOutputs() {
        NetworkSpec spec = spec(new HeadSpec(false, 1, true), PICTURE, new Conv(3, 2, 1), new Dense(9), new Dense(7));
        ParameterLayout layout = ParameterLayout.of(spec);
        try (QNetwork network = backend().create(spec, 3, ADAM, StepConfig.PLAIN)) {
            network.drawNoise(new RandomStream(6, "heads"));
            network.forwardForTraining(observations(spec), BATCH, new float[BATCH * 6]);
            network.backward(weights());
            float[] gradient = parameters(network);
            network.readGradient(gradient);
            for (int i = 1; i < layout.layers().size(); i++) {
                assertFactorised(
                        gradient, layout.layers().get(i), layout.spreads().get(i));
            }
        }
    }

    private static void assertFactorised(float[] gradient, LayerParameters means, LayerParameters spreads) {
        Set<Double> inputs = new TreeSet<>();
        Set<Double> outputs = new TreeSet<>();
        for (int input = 0; input < means.fanIn(); input++) {
            double factor = Double.NaN;
            for (int output = 0; output < means.outputs(); output++) {
                int weight = output * means.fanIn() + input;
                double ofWeight = gradient[spreads.weights() + weight] / gradient[means.weights() + weight];
                double ofBias = gradient[spreads.biases() + output] / gradient[means.biases() + output];
                if (Double.isNaN(ofWeight) || Double.isNaN(ofBias)) {
                    continue; // of a unit that is silent
                }
                outputs.add((double) Math.round(1e3 * ofBias));
                factor = Double.isNaN(factor) ? ofWeight / ofBias : factor;
                assertThat(ofWeight).isCloseTo(factor * ofBias, Offset.offset(1e-4 * Math.abs(ofWeight)));
            }
            inputs.add((double) Math.round(1e3 * factor));
        }
        assertThat(inputs).hasSizeGreaterThan(2);
        assertThat(outputs).hasSizeGreaterThan(2);
    }

    /** Plain descent, spreads of noise and all, whether or not the whole of it is clipped. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, 0.05})
    void stepsDownTheGradientOfMeansAndSpreads(double clipNorm) {
        StepConfig clipped = new StepConfig(0, clipNorm, Double.POSITIVE_INFINITY, LearningRateDecay.NONE);
        byte[] observations = observations(NOISY_DUELING);
        try (QNetwork network = backend().create(NOISY_DUELING, 3, new Sgd(0.1, 0), clipped)) {
            network.drawNoise(new RandomStream(4, "heads"));
            float[] before = parameters(network);
            float[] gradient = before.clone();
            network.forwardForTraining(observations, BATCH, new float[BATCH * 6]);
            network.backward(weights());
            network.readGradient(gradient);
            network.applyGradient();
            float[] after = parameters(network);
            double squares = 0;
            for (float g : gradient) {
                squares += (double) g * g;
            }
            assertThat(Math.sqrt(squares)).isGreaterThan(0.1);
            double scale = Math.min(1, clipNorm / Math.sqrt(squares));
            for (int i = 0; i < before.length; i++) {
                assertThat((double) after[i])
                        .as("parameter %d", i)
                        .isEqualTo(before[i] - 0.1 * scale * gradient[i], Offset.offset(1e-6));
            }
        }
    }

    /** What is computed with must have moved too, with noise and without. */
    @ParameterizedTest
    @MethodSource("specs")
    void movesTowardsAnother(NetworkSpec spec) {
        byte[] observations = observations(spec);
        try (QNetwork network = backend().create(spec, 1);
                QNetwork goal = backend().create(spec, 2);
                QNetwork same = backend().create(spec, 3)) {
            float[] expected = between(parameters(network), parameters(goal), 0.3f);
            network.moveTowards(goal, 0.3);
            assertThat(parameters(network)).isEqualTo(expected);

            same.writeParameters(expected);
            for (QNetwork each : List.of(network, same)) {
                each.drawNoise(new RandomStream(1, "noise"));
            }
            assertThat(outputs(network, observations)).isEqualTo(outputs(same, observations));
            network.silenceNoise();
            same.silenceNoise();
            assertThat(outputs(network, observations)).isEqualTo(outputs(same, observations));
        }
    }

    /** Mean squared error towards fixed targets in the last of these updates. */
    private static double train(QNetwork network, byte[] observations, int updates) {
        RandomStream random = new RandomStream(9, "targets");
        float[] outputs = new float[BATCH * 6];
        float[] gradient = new float[outputs.length];
        float[] targets = new float[outputs.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (float) random.nextDouble();
        }
        double error = 0;
        for (int update = 0; update < updates; update++) {
            network.forwardForTraining(observations, BATCH, outputs);
            error = 0;
            for (int i = 0; i < targets.length; i++) {
                gradient[i] = (outputs[i] - targets[i]) / BATCH;
                error += gradient[i] * gradient[i];
            }
            network.backward(gradient);
            network.applyGradient();
        }
        return error;
    }

    private static float[] outputs(QNetwork network, byte[] observations) {
        float[] outputs = new float[BATCH * 6];
        network.forward(observations, BATCH, outputs);
        return outputs;
    }

    private static byte[] observations(NetworkSpec spec) {
        RandomStream random = new RandomStream(1, "heads");
        byte[] observations = new byte[BATCH * spec.input().size()];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (byte) random.nextInt(256);
        }
        return observations;
    }
}
