package dqn.network;

import static dqn.network.Samples.assertClose;
import static dqn.network.Samples.between;
import static dqn.network.Samples.observations;
import static dqn.network.Samples.parameters;
import static dqn.network.Samples.spec;
import static dqn.network.Samples.toDouble;
import static dqn.network.Samples.train;
import static dqn.network.Samples.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Layer.MaxPool;
import dqn.network.NetworkConfig.Padding;
import dqn.network.OptimizerSpec.Adam;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every backend must do; its test inherits this. */
public abstract class QNetworkContract extends UpdateContract {
    private static final Adam ADAM = new Adam(1e-3, 0.9, 0.999, 1e-3);
    private static final NetworkSpec SMALL =
            spec(new ObservationSpec(3, 11, 9), Padding.SAME, new Conv(5, 3, 2), new Dense(7));

    /** What is slow to compute and the same for every backend. */
    private static final Map<Case, NaiveNetwork> NAIVE = new ConcurrentHashMap<>();

    /** A network and a batch size. */
    record Case(NetworkSpec spec, int batch) {}

    static List<Case> cases() {
        return List.of(
                new Case(spec(new ObservationSpec(1, 9, 9), Padding.VALID, new Conv(3, 3, 1)), 1),
                new Case(spec(new ObservationSpec(1, 7, 12), Padding.VALID, new Conv(4, 1, 1), new Dense(5)), 7),
                new Case(spec(new ObservationSpec(4, 12, 12), Padding.VALID, new Conv(8, 4, 2), new Conv(3, 2, 3)), 33),
                new Case(spec(new ObservationSpec(3, 20, 17), Padding.VALID, new Conv(16, 8, 4), new Dense(9)), 7),
                new Case(spec(new ObservationSpec(3, 10, 13), Padding.SAME, new Conv(5, 3, 1), new Conv(5, 4, 2)), 7),
                new Case(spec(new ObservationSpec(5, 11, 11), Padding.SAME, new Conv(7, 4, 3), new Dense(6)), 33),
                new Case(spec(new ObservationSpec(4, 21, 21), Padding.SAME, new Conv(6, 8, 4), new Conv(4, 4, 2)), 1),
                new Case(spec(new ObservationSpec(5, 9, 10), Padding.SAME, new Conv(3, 1, 2), new Conv(4, 3, 3)), 7),
                new Case(spec(new ObservationSpec(3, 8, 12), Padding.SAME, new Conv(3, 1, 4), new Dense(4)), 7),
                new Case(spec(new ObservationSpec(4, 24, 24), Padding.VALID, new Conv(16, 4, 2), new Dense(144)), 7),
                new Case(spec(new ObservationSpec(3, 11, 9), Padding.SAME, new Conv(5, 3, 1), new MaxPool(3, 2)), 7),
                new Case(
                        spec(
                                new ObservationSpec(3, 14, 13),
                                Padding.VALID,
                                new Conv(16, 3, 1),
                                new MaxPool(2, 2),
                                new Conv(4, 2, 1),
                                new MaxPool(3, 1),
                                new Dense(6)),
                        33),
                new Case(
                        spec(
                                new ObservationSpec(2, 9, 9),
                                Padding.SAME,
                                new Conv(6, 3, 1),
                                new MaxPool(1, 3),
                                new Dense(5)),
                        7),
                new Case(spec(new ObservationSpec(1, 1, 128), Padding.VALID, new Dense(17), new Dense(5)), 33),
                new Case(spec(new ObservationSpec(2, 3, 5), Padding.VALID, new Dense(8)), 7),
                new Case(spec(new ObservationSpec(1, 1, 13), Padding.VALID), 7),
                new Case(spec(new ObservationSpec(3, 4, 5), Padding.SAME), 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputsAndGradientsAreThoseOfTheNaiveNetwork(Case c) {
        RandomStream random = new RandomStream(1, "contract");
        byte[] observations = observations(c.spec(), c.batch(), random);
        try (QNetwork network = backend().create(c.spec(), 3, ADAM, StepConfig.PLAIN)) {
            NaiveNetwork naive = new NaiveNetwork(c.spec(), toDouble(parameters(network)));
            float[] outputs = new float[c.batch() * c.spec().outputs()];
            network.forward(observations, c.batch(), outputs);
            assertClose(outputs, naive.forward(observations, c.batch()), 1e-5);
            network.forwardForTraining(observations, c.batch(), outputs);
            assertClose(outputs, naive.forward(observations, c.batch()), 1e-5);

            float[] outputGradient = vector(outputs.length, random);
            network.backward(outputGradient);
            float[] gradient = new float[naive.parameters.length];
            network.readGradient(gradient);
            assertClose(gradient, naive.gradient(observations, c.batch(), toDouble(outputGradient)), 1e-4);
        }
    }

    /** Squared error towards random targets; single and double precision may part by a thousandth. */
    @ParameterizedTest
    @MethodSource("cases")
    void a100UpdatesFollowTheNaiveNetwork(Case c) {
        RandomStream random = new RandomStream(2, "contract");
        byte[] observations = observations(c.spec(), c.batch(), random);
        float[] targets = vector(c.batch() * c.spec().outputs(), random);
        try (QNetwork network = backend().create(c.spec(), 3, ADAM, StepConfig.PLAIN)) {
            NaiveNetwork naive = NAIVE.computeIfAbsent(c, unused -> naive(c, observations, targets));
            for (int update = 0; update < 100; update++) {
                train(network, observations, c.batch(), targets);
            }
            assertClose(parameters(network), naive.parameters, 1e-3);
            float[] outputs = new float[targets.length];
            network.forward(observations, c.batch(), outputs);
            assertClose(outputs, naive.forward(observations, c.batch()), 1e-3);
        }
    }

    /** The network that {@code seed} 3 gives on every backend, after 100 updates. */
    private static NaiveNetwork naive(Case c, byte[] observations, float[] targets) {
        NaiveNetwork naive = new NaiveNetwork(c.spec(), toDouble(InitialParameters.draw(c.spec(), 3)));
        NaiveOptimizer optimizer = new NaiveOptimizer(ADAM, naive.parameters.length);
        for (int update = 0; update < 100; update++) {
            double[] error = naive.forward(observations, c.batch());
            for (int i = 0; i < error.length; i++) {
                error[i] = (error[i] - targets[i]) / c.batch();
            }
            optimizer.step(naive.parameters, naive.gradient(observations, c.batch(), error));
        }
        return naive;
    }

    @Test
    void anOutputDoesNotDependOnItsBatch() {
        byte[] observations = observations(SMALL, 33, new RandomStream(4, "contract"));
        try (QNetwork network = backend().create(SMALL, 3)) {
            float[] together = new float[33 * SMALL.outputs()];
            network.forward(observations, 33, together);
            float[] alone = new float[SMALL.outputs()];
            for (int b = 0; b < 33; b++) {
                int size = SMALL.input().size();
                byte[] one = java.util.Arrays.copyOfRange(observations, b * size, (b + 1) * size);
                network.forward(one, 1, alone);
                for (int i = 0; i < alone.length; i++) {
                    assertThat(alone[i]).isEqualTo(together[b * alone.length + i], Offset.offset(1e-5f));
                }
            }
        }
    }

    @Test
    void inferenceBetweenForwardAndBackwardDisturbsNothing() {
        RandomStream random = new RandomStream(5, "contract");
        byte[] observations = observations(SMALL, 4, random);
        byte[] others = observations(SMALL, 9, random);
        float[] outputs = new float[9 * SMALL.outputs()];
        float[] outputGradient = vector(4 * SMALL.outputs(), random);
        float[] undisturbed = new float[(int) SMALL.parameterCount()];
        float[] disturbed = undisturbed.clone();
        try (QNetwork network = backend().create(SMALL, 3, ADAM, StepConfig.PLAIN)) {
            network.forwardForTraining(observations, 4, outputs);
            network.backward(outputGradient);
            network.readGradient(undisturbed);
            network.forwardForTraining(observations, 4, outputs);
            network.forward(others, 9, outputs);
            network.backward(outputGradient);
            network.readGradient(disturbed);
        }
        assertThat(disturbed).isEqualTo(undisturbed);
    }

    @Test
    void theSameSeedAndInputsGiveTheSameBits() {
        assertThat(trained(7)).isEqualTo(trained(7));
        assertThat(trained(8)).isNotEqualTo(trained(7));
    }

    private float[] trained(long seed) {
        RandomStream random = new RandomStream(6, "contract");
        NetworkSpec spec = spec(
                new ObservationSpec(4, 42, 42), Padding.SAME, new Conv(16, 8, 4), new Conv(16, 4, 2), new Dense(64));
        byte[] observations = observations(spec, 32, random);
        float[] targets = vector(32 * spec.outputs(), random);
        try (QNetwork network = backend().create(spec, seed, ADAM, StepConfig.PLAIN)) {
            for (int update = 0; update < 50; update++) {
                train(network, observations, 32, targets);
            }
            return parameters(network);
        }
    }

    @Test
    void copiesParametersBetweenNetworksOfOneShape() {
        byte[] observations = observations(SMALL, 2, new RandomStream(8, "contract"));
        float[] expected = new float[2 * SMALL.outputs()];
        float[] outputs = expected.clone();
        try (QNetwork online = backend().create(SMALL, 1, ADAM, StepConfig.PLAIN);
                QNetwork target = backend().create(SMALL, 2);
                QNetwork other =
                        backend().create(spec(SMALL.input(), Padding.SAME, new Conv(5, 3, 2), new Dense(8)), 2)) {
            target.copyParametersFrom(online);
            online.forward(observations, 2, expected);
            target.forward(observations, 2, outputs);
            assertThat(outputs).isEqualTo(expected);
            assertThatThrownBy(() -> target.copyParametersFrom(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** What is computed with must have moved too. */
    @Test
    void movesTowardsAnotherNetwork() {
        byte[] observations = observations(SMALL, 2, new RandomStream(8, "contract"));
        float[] expected = new float[2 * SMALL.outputs()];
        float[] outputs = expected.clone();
        try (QNetwork network = backend().create(SMALL, 1);
                QNetwork goal = backend().create(SMALL, 2);
                QNetwork same = backend().create(SMALL, 3)) {
            float[] goals = parameters(goal);
            float[] parameters = between(parameters(network), goals, 0.3f);
            same.writeParameters(parameters);
            same.forward(observations, 2, expected);

            network.moveTowards(goal, 0.3);

            network.forward(observations, 2, outputs);
            assertThat(parameters(network)).isEqualTo(parameters);
            assertThat(outputs).isEqualTo(expected);
            assertThat(parameters(goal)).isEqualTo(goals);
        }
    }

    @Test
    void refusesWrongSizes() {
        byte[] observations = new byte[2 * SMALL.input().size()];
        float[] outputs = new float[2 * SMALL.outputs()];
        try (QNetwork network = backend().create(SMALL, 1, ADAM, StepConfig.PLAIN)) {
            assertRefused(() -> network.forward(observations, 0, outputs));
            assertRefused(() -> network.forward(observations, 3, new float[3 * SMALL.outputs()]));
            assertRefused(() -> network.forwardForTraining(observations, 2, new float[2 * SMALL.outputs() - 1]));
            network.forwardForTraining(observations, 2, outputs);
            assertRefused(() -> network.backward(new float[outputs.length - 1]));
            network.backward(outputs);
            assertRefused(() -> network.readGradient(new float[3]));
            assertRefused(() -> network.readParameters(new float[3]));
            assertRefused(() -> network.writeParameters(new float[3]));
            assertRefused(() -> network.restoreOptimizer(new OptimizerState(0, new float[0][])));
        }
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatComesInTheWrongOrder() {
        float[] outputs = new float[SMALL.outputs()];
        byte[] observations = new byte[SMALL.input().size()];
        try (QNetwork network = backend().create(SMALL, 1, ADAM, StepConfig.PLAIN);
                QNetwork inference = backend().create(SMALL, 1)) {
            assertOutOfOrder(() -> network.backward(outputs));
            assertOutOfOrder(network::applyGradient);
            assertOutOfOrder(inference::applyGradient);
            assertThat(inference.optimizerState().slots()).isEmpty();
            network.forwardForTraining(observations, 1, outputs);
            network.update(
                    new UpdateTask(
                            (from, to) -> {}, List.of(), observations, 1, outputs, outputs.clone(), (from, to) -> {}),
                    () -> {});
            assertOutOfOrder(() -> network.backward(outputs));
        }
        QNetwork network = backend().create(SMALL, 1, ADAM, StepConfig.PLAIN);
        network.close();
        network.close();
        assertOutOfOrder(() -> network.forward(observations, 1, outputs));
        assertOutOfOrder(() -> network.forwardForTraining(observations, 1, outputs));
        assertOutOfOrder(() -> network.backward(outputs));
        assertOutOfOrder(network::applyGradient);
        assertOutOfOrder(() -> network.readParameters(new float[(int) SMALL.parameterCount()]));
        assertOutOfOrder(() -> network.writeParameters(new float[(int) SMALL.parameterCount()]));
    }

    private static void assertOutOfOrder(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void describesItself() {
        try (QNetwork network = backend().create(SMALL, 1)) {
            assertThat(network.description()).isNotBlank();
            assertThat(network.spec()).isEqualTo(SMALL);
        }
    }
}
