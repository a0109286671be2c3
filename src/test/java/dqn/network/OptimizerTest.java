package dqn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.RandomStream;
import dqn.network.OptimizerSpec.Adam;
import dqn.network.OptimizerSpec.RmsPropCentered;
import dqn.network.OptimizerSpec.RmsPropTensorFlow;
import dqn.network.OptimizerSpec.Sgd;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
    private static final int SIZE = 37;

    static List<OptimizerSpec> specs() {
        return List.of(
                new Adam(6.25e-5, 0.9, 0.999, 1.5e-4),
                new Adam(1e-3, 0.9, 0.999, 1e-8),
                new RmsPropCentered(2.5e-4, 0.95, 0.01),
                new RmsPropTensorFlow(2.5e-4, 0.9, 0.95, 0.01),
                new Sgd(0.01, 0),
                new Sgd(0.01, 0.9));
    }

    /** Where a step is of the size lr, 100 of them must agree to a thousandth of one. */
    @ParameterizedTest
    @MethodSource("specs")
    void followsItsFormulaOver100Steps(OptimizerSpec spec) {
        RandomStream random = new RandomStream(1, "optimizer");
        float[] parameters = new float[SIZE];
        double[] expected = new double[SIZE];
        Optimizer optimizer = new Optimizer(spec, StepConfig.PLAIN, SIZE);
        NaiveOptimizer naive = new NaiveOptimizer(spec, SIZE);
        for (int step = 0; step < 100; step++) {
            float[] gradient = gradient(random);
            naive.step(expected, toDouble(gradient));
            optimizer.begin(0);
            optimizer.step(0, parameters, gradient);
        }
        for (int i = 0; i < SIZE; i++) {
            assertThat((double) parameters[i]).isEqualTo(expected[i], Offset.offset(1e-3 * spec.learningRate()));
        }
        assertThat(optimizer.state().updateCount()).isEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void piecesInAnyOrderGiveTheSameBits(OptimizerSpec spec) {
        StepConfig clipped = new StepConfig(1e-4, 0.5, 0.2, LearningRateDecay.NONE);
        Optimizer whole = new Optimizer(spec, clipped, SIZE);
        Optimizer parts = new Optimizer(spec, clipped, new int[] {20, SIZE - 20});
        float[] a = gradient(new RandomStream(2, "parameters"));
        float[] b = a.clone();
        RandomStream random = new RandomStream(1, "optimizer");
        for (int step = 0; step < 5; step++) {
            float[] gradient = gradient(random);
            float[] same = gradient.clone();
            double squaredNorm = whole.squaredNorm(a, gradient, SIZE);
            whole.begin(squaredNorm);
            whole.step(0, a, gradient);
            parts.begin(squaredNorm);
            stepPart(parts, 1, b, same, 20, SIZE);
            stepPart(parts, 0, b, same, 0, 20);
        }
        assertThat(b).isEqualTo(a);
        assertThat(parts.state().slots()).isDeepEqualTo(whole.state().slots());
    }

    /** Of a unit that has died; the smallest that 0.999 leaves of itself, rounded, would stay for ever. */
    @ParameterizedTest
    @MethodSource("specs")
    void keepsNoNumbersThatAreSlowToComputeWith(OptimizerSpec spec) {
        Optimizer optimizer = new Optimizer(spec, StepConfig.PLAIN, SIZE);
        float[] parameters = new float[SIZE];
        float[] gradient = gradient(new RandomStream(1, "optimizer"));
        for (int step = 0; step < 120_000; step++) {
            optimizer.begin(0);
            optimizer.step(0, parameters, gradient);
            Arrays.fill(gradient, 0);
        }
        for (float[] slot : optimizer.state().slots()) {
            for (float number : slot) {
                assertThat(number == 0 || Math.abs(number) >= Float.MIN_NORMAL)
                        .as("%s", number)
                        .isTrue();
            }
        }
    }

    /** Of gradients of 1, plain descent goes by the rates themselves: from 1 to a half within four updates, then on by that. */
    @Test
    void theLearningRateFallsAlongALine() {
        StepConfig falling =
                new StepConfig(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, new LearningRateDecay(0.5, 4));
        Optimizer optimizer = new Optimizer(new Sgd(1, 0), falling, 1);
        float[] place = {0};
        for (float expected : new float[] {1, 1.875f, 2.625f, 3.25f, 3.75f, 4.25f}) {
            optimizer.begin(0);
            optimizer.step(0, place, new float[] {1});
            assertThat(-place[0]).isEqualTo(expected);
        }
    }

    /** A learning rate that has fallen from the beginning is a smaller one, for every optimiser. */
    @ParameterizedTest
    @MethodSource("specs")
    void everyOptimizerFollowsTheDecay(OptimizerSpec spec) {
        LearningRateDecay half = new LearningRateDecay(0.5, 1);
        StepConfig falling = new StepConfig(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, half);
        float[] first = moved(spec, StepConfig.PLAIN, 1);
        float[] decayed = moved(spec, falling, 1);
        float[] second = moved(spec, StepConfig.PLAIN, 2);
        float[] halved = moved(spec, falling, 2);
        assertThat(decayed).as("the first update is before the fall").isEqualTo(first);
        for (int i = 0; i < SIZE; i++) {
            if (!(spec instanceof RmsPropTensorFlow)) { // whose velocity holds the former rate
                assertThat(halved[i] - first[i])
                        .isEqualTo((second[i] - first[i]) / 2, Offset.offset(1e-3f * (float) spec.learningRate()));
            }
            assertThat(halved[i]).isNotEqualTo(second[i]);
        }
    }

    private static float[] moved(OptimizerSpec spec, StepConfig config, int updates) {
        Optimizer optimizer = new Optimizer(spec, config, SIZE);
        float[] parameters = new float[SIZE];
        RandomStream random = new RandomStream(3, "gradients");
        for (int update = 0; update < updates; update++) {
            float[] gradient = gradient(random);
            optimizer.begin(0);
            optimizer.step(0, parameters, gradient);
        }
        return parameters;
    }

    private static void stepPart(
            Optimizer optimizer, int piece, float[] parameters, float[] gradient, int from, int to) {
        float[] part = Arrays.copyOfRange(parameters, from, to);
        optimizer.step(piece, part, Arrays.copyOfRange(gradient, from, to));
        System.arraycopy(part, 0, parameters, from, to - from);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void goesOnFromItsState(OptimizerSpec spec) {
        Optimizer straight = new Optimizer(spec, StepConfig.PLAIN, SIZE);
        Optimizer restored = new Optimizer(spec, StepConfig.PLAIN, SIZE);
        float[] a = new float[SIZE];
        RandomStream random = new RandomStream(1, "optimizer");
        for (int step = 0; step < 3; step++) {
            apply(straight, a, gradient(random));
        }
        float[] b = a.clone();
        restored.restore(straight.state());
        float[] gradient = gradient(random);
        apply(straight, a, gradient.clone());
        apply(restored, b, gradient);
        assertThat(b).isEqualTo(a);
        assertThat(restored.state().updateCount()).isEqualTo(4);
    }

    /** l2 0.5 times (2, -2) added to (2, 5) gives (3, 4), of norm 5. */
    @Test
    void decayComesBeforeClippingByNorm() {
        assertThat(stepped(new StepConfig(0.5, 1, Double.POSITIVE_INFINITY, LearningRateDecay.NONE)))
                .containsExactly(new float[] {-0.6f, -0.8f}, Offset.offset(1e-6f));
        assertThat(stepped(new StepConfig(0.5, 10, Double.POSITIVE_INFINITY, LearningRateDecay.NONE)))
                .containsExactly(new float[] {-3, -4}, Offset.offset(1e-6f));
    }

    @Test
    void clippingByValueTakesEachEntry() {
        assertThat(stepped(new StepConfig(0.5, Double.POSITIVE_INFINITY, 3.5, LearningRateDecay.NONE)))
                .containsExactly(new float[] {-3, -3.5f}, Offset.offset(1e-6f));
    }

    /** The change that plain gradient descent of rate 1 makes. */
    private static float[] stepped(StepConfig config) {
        Optimizer optimizer = new Optimizer(new Sgd(1, 0), config, 2);
        float[] parameters = {2, -2};
        apply(optimizer, parameters, new float[] {2, 5});
        return new float[] {parameters[0] - 2, parameters[1] + 2};
    }

    @Test
    void refusesTheStateOfAnother() {
        Optimizer adam = new Optimizer(specs().get(0), StepConfig.PLAIN, SIZE);
        assertThatThrownBy(() -> adam.restore(new OptimizerState(1, new float[1][SIZE])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> adam.restore(new OptimizerState(1, new float[2][SIZE + 1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void apply(Optimizer optimizer, float[] parameters, float[] gradient) {
        optimizer.begin(optimizer.needsNorm() ? optimizer.squaredNorm(parameters, gradient, parameters.length) : 0);
        optimizer.step(0, parameters, gradient);
    }

    private static float[] gradient(RandomStream random) {
        float[] gradient = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            gradient[i] = (float) (random.nextDouble() - 0.3);
        }
        return gradient;
    }

    private static double[] toDouble(float[] vector) {
        double[] copy = new double[vector.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = vector[i];
        }
        return copy;
    }
}
