package dqn.network;

import static dqn.network.Samples.assertClose;
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
import dqn.network.NetworkConfig.Padding;
import dqn.network.OptimizerSpec.Adam;
import dqn.network.UpdateTask.Pass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of {@link QNetworkContract} that is about steps of the optimiser and whole updates. */
abstract class UpdateContract {
    private static final Adam ADAM = new Adam(1e-3, 0.9, 0.999, 1e-3);
    private static final StepConfig SHORT = new StepConfig(0, 0.1, Double.POSITIVE_INFINITY, LearningRateDecay.NONE);
    private static final StepConfig ALL = new StepConfig(0.05, 0.2, 0.02, LearningRateDecay.NONE);
    private static final NetworkSpec SMALL =
            spec(new ObservationSpec(3, 11, 9), Padding.SAME, new Conv(5, 3, 2), new Dense(7));
    /** Its dense layer has 278,784 weights. */
    private static final NetworkSpec WIDE =
            spec(new ObservationSpec(4, 24, 24), Padding.VALID, new Conv(16, 4, 2), new Dense(144));

    private static final int[] BATCHES = {7, 1, 33, 7};

    /** The backend under test. */
    protected abstract NetworkBackend backend();

    /** How a network learns. */
    record Steps(NetworkSpec spec, OptimizerSpec optimizer, StepConfig gradient) {
        QNetwork network(NetworkBackend backend, long seed) {
            return backend.create(spec, seed, optimizer, gradient);
        }
    }

    static List<Steps> steps() {
        List<Steps> steps = new ArrayList<>();
        for (OptimizerSpec optimizer : Samples.optimizers()) {
            steps.add(new Steps(SMALL, optimizer, StepConfig.PLAIN));
            steps.add(new Steps(SMALL, optimizer, ALL));
        }
        steps.add(new Steps(SMALL, ADAM, SHORT));
        steps.add(new Steps(SMALL, ADAM, new StepConfig(0, Double.POSITIVE_INFINITY, 0.01, LearningRateDecay.NONE)));
        steps.add(new Steps(
                SMALL,
                ADAM,
                new StepConfig(0.05, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, LearningRateDecay.NONE)));
        return steps;
    }

    static List<Steps> stepsOfWideLayersToo() {
        List<Steps> steps = steps();
        steps.add(new Steps(WIDE, ADAM, StepConfig.PLAIN));
        steps.add(new Steps(WIDE, ADAM, SHORT));
        return steps;
    }

    /** What 20 updates change, to a thousandth of the largest change. */
    @ParameterizedTest
    @MethodSource("steps")
    void updatesFollowTheNaiveOptimizer(Steps steps) {
        RandomStream random = new RandomStream(1, "update");
        byte[] observations = observations(SMALL, 7, random);
        float[] targets = vector(7 * SMALL.outputs(), random);
        UpdateTask task = task(List.of(), observations, 7, targets);
        try (QNetwork network = steps.network(backend(), 3)) {
            double[] start = toDouble(parameters(network));
            NaiveNetwork naive = new NaiveNetwork(SMALL, start.clone());
            NaiveOptimizer naiveOptimizer = new NaiveOptimizer(steps.optimizer(), start.length);
            for (int update = 0; update < 20; update++) {
                network.update(task);
                double[] error = naive.forward(observations, 7);
                for (int i = 0; i < error.length; i++) {
                    error[i] = (error[i] - targets[i]) / 7;
                }
                double[] gradient = naive.gradient(observations, 7, error);
                NaiveOptimizer.decayAndClip(steps.gradient(), naive.parameters, gradient);
                naiveOptimizer.step(naive.parameters, gradient);
            }
            float[] changes = parameters(network);
            for (int i = 0; i < start.length; i++) {
                changes[i] = (float) (changes[i] - start[i]);
                naive.parameters[i] -= start[i];
            }
            assertClose(changes, naive.parameters, 1e-3);
        }
    }

    /** As double Q-learning does it: with a pass through the network that learns too. */
    @ParameterizedTest
    @MethodSource("stepsOfWideLayersToo")
    void anUpdateIsItsPartsOneByOneToTheBit(Steps steps) {
        RandomStream random = new RandomStream(2, "update");
        try (QNetwork whole = steps.network(backend(), 3);
                QNetwork parts = steps.network(backend(), 3);
                QNetwork target = backend().create(steps.spec(), 4)) {
            for (int batch : BATCHES) {
                byte[] next = observations(steps.spec(), batch, random);
                byte[] observations = observations(steps.spec(), batch, random);
                UpdateTask expected = doubleQ(target, parts, next, observations, batch);
                UpdateTask actual = doubleQ(target, whole, next, observations, batch);
                updateByParts(parts, expected);
                whole.update(actual);
                assertThat(actual.outputs()).isEqualTo(expected.outputs());
                assertThat(actual.outputGradient()).isEqualTo(expected.outputGradient());
                assertThat(parameters(whole)).isEqualTo(parameters(parts));
            }
            assertSameState(whole.optimizerState(), parts.optimizerState());
        }
    }

    private static UpdateTask doubleQ(QNetwork target, QNetwork online, byte[] next, byte[] observations, int batch) {
        int count = batch * online.spec().outputs();
        List<Pass> passes = List.of(new Pass(target, next, new float[count]), new Pass(online, next, new float[count]));
        return task(passes, observations, batch, new float[count]);
    }

    private static void updateByParts(QNetwork network, UpdateTask task) {
        for (Pass pass : task.passes()) {
            pass.network().forward(pass.observations(), task.batch(), pass.outputs());
        }
        network.forwardForTraining(task.observations(), task.batch(), task.outputs());
        task.loss().accept(0, task.batch());
        network.backward(task.outputGradient());
        network.applyGradient();
    }

    /** Half the squared distance to the targets and what the passes give, as a mean over the batch. */
    private static UpdateTask task(List<Pass> passes, byte[] observations, int batch, float[] targets) {
        float[] outputs = new float[targets.length];
        float[] gradient = new float[targets.length];
        int width = targets.length / batch;
        return new UpdateTask((from, to) -> {}, passes, observations, batch, outputs, gradient, (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                float aim = targets[i];
                for (int pass = 0; pass < passes.size(); pass++) {
                    aim += (pass + 1) * passes.get(pass).outputs()[i];
                }
                gradient[i] = (outputs[i] - aim) / batch;
            }
        });
    }

    /** Whatever goes on beside it, and however long, an update is its parts one by one. */
    @ParameterizedTest
    @MethodSource("stepsOfWideLayersToo")
    void whatGoesOnAlongsideSeesTheOldParametersAndChangesNothing(Steps steps) {
        RandomStream random = new RandomStream(6, "update");
        try (QNetwork busy = steps.network(backend(), 3);
                QNetwork parts = steps.network(backend(), 3);
                QNetwork target = backend().create(steps.spec(), 4)) {
            for (int batch : BATCHES) {
                byte[] next = observations(steps.spec(), batch, random);
                byte[] observations = observations(steps.spec(), batch, random);
                byte[] seen = observations(steps.spec(), 1, random);
                float[] before = new float[steps.spec().outputs()];
                float[] during = new float[before.length];
                busy.forwardAlone(seen, 1, before);
                busy.update(doubleQ(target, busy, next, observations, batch), () -> {
                    for (int i = 0; i < 20; i++) {
                        busy.forwardAlone(seen, 1, during);
                        assertThat(during).isEqualTo(before);
                    }
                });
                updateByParts(parts, doubleQ(target, parts, next, observations, batch));
                assertThat(parameters(busy)).isEqualTo(parameters(parts));
            }
            assertSameState(busy.optimizerState(), parts.optimizerState());
        }
    }

    @Test
    void outputsAloneAreTheOutputs() {
        RandomStream random = new RandomStream(8, "update");
        try (QNetwork network = backend().create(WIDE, 3)) {
            for (int batch : BATCHES) {
                byte[] observations = observations(WIDE, batch, random);
                float[] together = new float[batch * WIDE.outputs()];
                float[] alone = new float[together.length];
                network.forward(observations, batch, together);
                network.forwardAlone(observations, batch, alone);
                assertClose(alone, toDouble(together), 1e-5);
            }
        }
    }

    /** The observations are zeros until the reader has filled them in, each row once. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void observationsAreReadBeforeTheyAreNeeded(boolean alongside) {
        RandomStream random = new RandomStream(9, "update");
        try (QNetwork read = backend().create(WIDE, 3, ADAM, StepConfig.PLAIN);
                QNetwork given = backend().create(WIDE, 3, ADAM, StepConfig.PLAIN);
                QNetwork target = backend().create(WIDE, 4)) {
            for (int batch : BATCHES) {
                byte[] next = observations(WIDE, batch, random);
                byte[] observations = observations(WIDE, batch, random);
                UpdateTask expected = doubleQ(target, given, next, observations, batch);
                update(given, expected, alongside);
                UpdateTask late = doubleQ(target, read, new byte[next.length], new byte[next.length], batch);
                AtomicIntegerArray reads = new AtomicIntegerArray(batch);
                update(
                        read,
                        withReader(late, (from, to) -> {
                            for (int row = from; row < to; row++) {
                                reads.incrementAndGet(row);
                            }
                            int size = WIDE.input().size();
                            System.arraycopy(
                                    observations, from * size, late.observations(), from * size, (to - from) * size);
                            for (Pass pass : late.passes()) {
                                System.arraycopy(
                                        next, from * size, pass.observations(), from * size, (to - from) * size);
                            }
                        }),
                        alongside);
                assertThat(late.outputs()).isEqualTo(expected.outputs());
                assertThat(reads).hasToString(Collections.nCopies(batch, 1).toString());
            }
            assertThat(parameters(read)).isEqualTo(parameters(given));
        }
    }

    private static UpdateTask withReader(UpdateTask task, UpdateTask.Rows reader) {
        return new UpdateTask(
                reader,
                task.passes(),
                task.observations(),
                task.batch(),
                task.outputs(),
                task.outputGradient(),
                task.loss());
    }

    private static void update(QNetwork network, UpdateTask task, boolean alongside) {
        if (alongside) {
            network.update(task, () -> {});
        } else {
            network.update(task);
        }
    }

    /** Many sizes alongside must not drop the compiled pass that the update is in. */
    @Test
    void batchesOfManySizesMayGoOnAlongside() {
        RandomStream random = new RandomStream(10, "update");
        byte[] observations = observations(WIDE, 9, random);
        try (QNetwork network = backend().create(WIDE, 3, ADAM, StepConfig.PLAIN);
                QNetwork parts = backend().create(WIDE, 3, ADAM, StepConfig.PLAIN);
                QNetwork target = backend().create(WIDE, 4)) {
            for (int update = 0; update < 5; update++) {
                network.update(doubleQ(target, network, observations, observations, 9), () -> {
                    for (int batch = 1; batch < 9; batch++) {
                        network.forwardAlone(observations, batch, new float[batch * WIDE.outputs()]);
                    }
                });
                updateByParts(parts, doubleQ(target, parts, observations, observations, 9));
            }
            assertThat(parameters(network)).isEqualTo(parameters(parts));
        }
    }

    @Test
    void aFailureOfTheReaderEndsTheUpdateAndTheNextOneWorks() {
        RandomStream random = new RandomStream(11, "update");
        byte[] observations = observations(WIDE, 9, random);
        IllegalArgumentException unreadable = new IllegalArgumentException("unreadable");
        IllegalArgumentException alongside = new IllegalArgumentException("alongside");
        try (QNetwork network = backend().create(WIDE, 3, ADAM, StepConfig.PLAIN);
                QNetwork target = backend().create(WIDE, 4)) {
            UpdateTask task = doubleQ(target, network, observations, observations, 9);
            UpdateTask failing = withReader(task, (from, to) -> {
                throw unreadable;
            });
            assertThatThrownBy(() -> network.update(failing)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> network.update(failing, () -> {
                        throw alongside;
                    }))
                    .isSameAs(alongside);
            float[] before = parameters(network);
            network.update(task);
            assertThat(parameters(network)).isNotEqualTo(before).doesNotContain(Float.NaN);
        }
    }

    @Test
    void aFailureAlongsideIsThrownAsItIsWhenTheUpdateIsDone() {
        RandomStream random = new RandomStream(5, "update");
        byte[] observations = observations(WIDE, 7, random);
        IllegalArgumentException failure = new IllegalArgumentException("alongside");
        try (QNetwork network = backend().create(WIDE, 3, ADAM, StepConfig.PLAIN);
                QNetwork target = backend().create(WIDE, 4)) {
            UpdateTask task = doubleQ(target, network, observations, observations, 7);
            assertThatThrownBy(() -> network.update(task, () -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            float[] before = parameters(network);
            network.update(task, () -> {});
            assertThat(parameters(network)).isNotEqualTo(before).doesNotContain(Float.NaN);
        }
    }

    @Test
    void onePassThroughANetworkLeavesTheOtherAsItWas() {
        RandomStream random = new RandomStream(3, "update");
        byte[] first = observations(WIDE, 7, random);
        byte[] second = observations(WIDE, 7, random);
        float[] expected = new float[7 * WIDE.outputs()];
        try (QNetwork network = backend().create(WIDE, 3, ADAM, StepConfig.PLAIN);
                QNetwork target = backend().create(WIDE, 4)) {
            List<Pass> passes = List.of(
                    new Pass(target, first, new float[expected.length]),
                    new Pass(target, second, new float[expected.length]));
            network.update(task(passes, first, 7, new float[expected.length]));
            for (Pass pass : passes) {
                target.forward(pass.observations(), 7, expected);
                assertThat(pass.outputs()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stepsOfWideLayersToo")
    void aStateTakenAndRestoredGoesOnWithTheSameBits(Steps steps) {
        RandomStream random = new RandomStream(7, "contract");
        byte[] observations = observations(steps.spec(), 4, random);
        float[] targets = vector(4 * steps.spec().outputs(), random);
        try (QNetwork straight = steps.network(backend(), 3);
                QNetwork restored = steps.network(backend(), 4)) {
            train(restored, observations, 4, vector(targets.length, random));
            for (int update = 0; update < 5; update++) {
                train(straight, observations, 4, targets);
            }
            restored.writeParameters(parameters(straight));
            restored.restoreOptimizer(straight.optimizerState());
            assertSameState(restored.optimizerState(), straight.optimizerState());
            train(straight, observations, 4, targets);
            train(restored, observations, 4, targets);
            assertThat(parameters(restored)).isEqualTo(parameters(straight));
            assertSameState(restored.optimizerState(), straight.optimizerState());
            assertThat(restored.optimizerState().updateCount()).isEqualTo(6);
        }
    }

    private static void assertSameState(OptimizerState actual, OptimizerState expected) {
        assertThat(actual.updateCount()).isEqualTo(expected.updateCount());
        assertThat(actual.slots()).isDeepEqualTo(expected.slots());
    }

    @Test
    void batchSizesInTurnTakeNoMoreMemoryEachTime() {
        NetworkSpec spec = spec(
                new ObservationSpec(4, 20, 20), Padding.SAME, new Conv(16, 8, 4), new Conv(32, 4, 2), new Dense(5));
        RandomStream random = new RandomStream(4, "update");
        try (QNetwork network = backend().create(spec, 3, ADAM, StepConfig.PLAIN)) {
            long before = 0;
            for (int round = 0; round < 3; round++) {
                before = network.nativeByteCount();
                for (int batch = 1; batch < 8; batch++) {
                    byte[] observations = observations(spec, batch, random);
                    float[] outputs = new float[batch * spec.outputs()];
                    network.forward(observations, batch, outputs);
                    train(network, observations, batch, outputs);
                }
            }
            assertThat(network.nativeByteCount()).isPositive().isEqualTo(before);
        }
    }

    @Test
    void refusesAClosedNetwork() {
        byte[] observation = new byte[SMALL.input().size()];
        float[] outputs = new float[SMALL.outputs()];
        QNetwork closed = backend().create(SMALL, 1, ADAM, StepConfig.PLAIN);
        closed.close();
        try (QNetwork open = backend().create(SMALL, 2, ADAM, StepConfig.PLAIN)) {
            assertRefused(() -> closed.update(task(List.of(), observation, 1, outputs)));
            assertRefused(() -> closed.copyParametersFrom(open));
            assertRefused(() -> open.copyParametersFrom(closed));
            List<Pass> passes = List.of(new Pass(closed, observation, outputs));
            assertRefused(() -> open.update(task(passes, observation, 1, outputs)));
        }
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class);
    }
}
