package dqn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Distributions and Munchausen's reward, against the papers' formulas written down in the most obvious way. */
class DistributionsTest {
    private static final int BATCH = 2;
    private static final int ACTIONS = 3;
    private static final String CATEGORICAL = "distribution={categorical: {atoms: 5, from: -2, to: 2}}";
    private static final String QUANTILE = "distribution={quantile: {atoms: 5, kappa: 0.7}}";
    private static final String IMPLICIT = "distribution={implicit: {samples: 5, kappa: 0.7}}";
    private static final float[] DRAWN = {0.15f, 0.2f, 0.55f, 0.7f, 0.9f};
    private static final String MUNCHAUSEN = "munchausen={alpha: 0.9, temperature: 0.3, clip: -1}";

    private final TransitionBatch batch = new TransitionBatch(BATCH, new ObservationSpec(1, 1, 1));
    private final RandomStream random = new RandomStream(1, "outputs");

    @BeforeEach
    void draw() {
        for (int row = 0; row < BATCH; row++) {
            batch.actions[row] = random.nextInt(ACTIONS);
            batch.rewards[row] = (float) random.nextGaussian();
            batch.discounts[row] = row == 0 ? 0.9f : 0.5f;
            batch.weights[row] = (float) random.nextDouble();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CATEGORICAL, QUANTILE, IMPLICIT, MUNCHAUSEN, QUANTILE + ";" + MUNCHAUSEN, "loss=huber"})
    void theGradientIsTheDerivativeOfTheLoss(String changes) {
        AgentConfig config = Agents.with(changes.split(";"));
        Outputs outputs = outputs(config);
        TemporalDifference difference = new TemporalDifference(config, ACTIONS, DRAWN);
        difference.compute(batch, outputs, 0, BATCH);
        float[] gradient = difference.outputGradient().clone();
        for (int i = 0; i < gradient.length; i++) {
            float before = outputs.current()[i];
            double step = 1.0 / 512;
            outputs.current()[i] = (float) (before + step);
            double above = loss(config, outputs);
            outputs.current()[i] = (float) (before - step);
            double below = loss(config, outputs);
            outputs.current()[i] = before;
            assertThat((double) gradient[i]).isCloseTo((above - below) / (2 * step), within(2e-3));
        }
    }

    @Test
    void quantilesAreRegressedAsDabneyAndOthersHaveIt() {
        assertRegressed(QUANTILE, new float[] {0.1f, 0.3f, 0.5f, 0.7f, 0.9f});
    }

    @Test
    void implicitQuantilesAreThoseOfTheFractionsDrawn() {
        assertRegressed(IMPLICIT, DRAWN);
    }

    private void assertRegressed(String changes, float[] fractions) {
        AgentConfig config = Agents.with(changes);
        Outputs outputs = outputs(config);
        double expected = 0;
        for (int row = 0; row < BATCH; row++) {
            int best = best(means(outputs.next(), row, 5));
            double[] targets = new double[5];
            for (int j = 0; j < 5; j++) {
                targets[j] = batch.rewards[row] + batch.discounts[row] * at(outputs.next(), row, best, j);
            }
            expected += regression(outputs, row, targets, fractions);
        }
        assertThat(loss(config, outputs)).isCloseTo(expected, within(1e-9));
    }

    private double regression(Outputs outputs, int row, double[] targets, float[] fractions) {
        double loss = 0;
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                double u = targets[j] - at(outputs.current(), row, batch.actions[row], i);
                double huber = Math.abs(u) <= 0.7 ? u * u / 2 : 0.7 * (Math.abs(u) - 0.35);
                loss += Math.abs((double) fractions[i] - (u < 0 ? 1 : 0)) * huber / 0.7 / 5;
            }
        }
        return batch.weights[row] * loss / BATCH;
    }

    /** Vieillard et al. 2020, M-IQN: each quantile is mixed by the policy of the means. */
    @Test
    void munchausenMixesEachQuantile() {
        AgentConfig config = Agents.with(QUANTILE, MUNCHAUSEN);
        Outputs outputs = outputs(config);
        double expected = 0;
        for (int row = 0; row < BATCH; row++) {
            double[] before = policy(means(outputs.target(), row, 5));
            double[] next = policy(means(outputs.next(), row, 5));
            double[] targets = new double[5];
            for (int j = 0; j < 5; j++) {
                targets[j] = batch.rewards[row]
                        + 0.9 * Math.max(-1, Math.min(0, 0.3 * Math.log(before[batch.actions[row]])));
                for (int a = 0; a < ACTIONS; a++) {
                    targets[j] +=
                            batch.discounts[row] * next[a] * (at(outputs.next(), row, a, j) - 0.3 * Math.log(next[a]));
                }
            }
            expected += regression(outputs, row, targets, new float[] {0.1f, 0.3f, 0.5f, 0.7f, 0.9f});
        }
        assertThat(loss(config, outputs)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void fractionsAreProjectedAsBellemareAndOthersHaveIt() {
        AgentConfig config = Agents.with(CATEGORICAL, "doubleQ=true");
        Outputs outputs = outputs(config);
        double expected = 0;
        for (int row = 0; row < BATCH; row++) {
            double[] next = softmax(outputs.next(), row, best(categoricalMeans(outputs.chooser(), row)));
            double[] now = softmax(outputs.current(), row, batch.actions[row]);
            for (int i = 0; i < 5; i++) {
                double target = 0;
                for (int j = 0; j < 5; j++) {
                    double moved = Math.max(-2, Math.min(2, batch.rewards[row] + batch.discounts[row] * (j - 2)));
                    target += next[j] * Math.max(0, 1 - Math.abs(moved - (i - 2)));
                }
                expected -= batch.weights[row] * target * Math.log(now[i]) / BATCH;
            }
        }
        assertThat(loss(config, outputs)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void munchausenRewardsWhatThePolicyPrefers() {
        AgentConfig config = Agents.with(MUNCHAUSEN);
        Outputs outputs = outputs(config);
        double expected = 0;
        for (int row = 0; row < BATCH; row++) {
            double[] before = policy(means(outputs.target(), row, 1));
            double[] next = policy(means(outputs.next(), row, 1));
            double target =
                    batch.rewards[row] + 0.9 * Math.max(-1, Math.min(0, 0.3 * Math.log(before[batch.actions[row]])));
            for (int a = 0; a < ACTIONS; a++) {
                target += batch.discounts[row] * next[a] * (at(outputs.next(), row, a, 0, 1) - 0.3 * Math.log(next[a]));
            }
            double error = target - at(outputs.current(), row, batch.actions[row], 0, 1);
            expected += batch.weights[row] * error * error / BATCH;
        }
        assertThat(loss(config, outputs)).isCloseTo(expected, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {CATEGORICAL, QUANTILE, IMPLICIT, MUNCHAUSEN, QUANTILE + ";" + MUNCHAUSEN})
    void nothingThatFollowsATerminationCounts(String changes) {
        AgentConfig config = Agents.with(changes.split(";"));
        batch.discounts[1] = 0;
        Outputs outputs = outputs(config);
        double before = loss(config, outputs);
        int rowSize = outputs.next().length / BATCH;
        for (int i = rowSize; i < 2 * rowSize; i++) {
            outputs.next()[i] = Float.NaN;
        }
        assertThat(loss(config, outputs)).isEqualTo(before).isFinite();
    }

    @Test
    void aCertainReturnBeyondTheEndsCountsAsTheEnd() {
        AgentConfig config = Agents.with(CATEGORICAL);
        Outputs outputs = outputs(config);
        batch.discounts[0] = 0;
        batch.rewards[0] = 100;
        batch.weights[1] = 0;
        double p = softmax(outputs.current(), 0, batch.actions[0])[4];
        assertThat(loss(config, outputs)).isCloseTo(-batch.weights[0] * Math.log(p) / BATCH, within(1e-6));
    }

    /** By which prioritised replay draws. */
    @ParameterizedTest
    @ValueSource(strings = {CATEGORICAL, QUANTILE, IMPLICIT})
    void theErrorOfATransitionIsItsLoss(String changes) {
        AgentConfig config = Agents.with(changes);
        Outputs outputs = outputs(config);
        for (int row = 0; row < BATCH; row++) {
            batch.weights[row] = 1;
            batch.weights[1 - row] = 0;
            TemporalDifference difference = computed(config, outputs);
            assertThat((double) difference.errors()[row])
                    .isPositive()
                    .isCloseTo(BATCH * difference.meanLoss(), within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CATEGORICAL, QUANTILE, IMPLICIT})
    void theLargestValueIsThatOfTheMeans(String changes) {
        AgentConfig config = Agents.with(changes);
        Outputs outputs = outputs(config);
        TemporalDifference difference = computed(config, outputs);
        for (int row = 0; row < BATCH; row++) {
            float[] current = outputs.current();
            double[] values = changes.equals(CATEGORICAL) ? categoricalMeans(current, row) : means(current, row, 5);
            assertThat(difference.maxQ()[row])
                    .isCloseTo(DoubleStream.of(values).max().orElseThrow(), within(1e-6));
        }
    }

    private static double[] categoricalMeans(float[] outputs, int row) {
        double[] means = new double[ACTIONS];
        for (int a = 0; a < ACTIONS; a++) {
            double[] p = softmax(outputs, row, a);
            means[a] = IntStream.range(0, 5).mapToDouble(i -> p[i] * (i - 2)).sum();
        }
        return means;
    }

    private double loss(AgentConfig config, Outputs outputs) {
        return computed(config, outputs).meanLoss();
    }

    private TemporalDifference computed(AgentConfig config, Outputs outputs) {
        TemporalDifference difference = new TemporalDifference(config, ACTIONS, DRAWN);
        difference.compute(batch, outputs, 0, BATCH);
        return difference;
    }

    private Outputs outputs(AgentConfig config) {
        float[] next = numbers(config);
        return new Outputs(numbers(config), next, config.doubleQ() ? numbers(config) : next, numbers(config));
    }

    private float[] numbers(AgentConfig config) {
        float[] numbers = new float[BATCH * ACTIONS * config.atoms()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static double at(float[] outputs, int row, int action, int atom) {
        return at(outputs, row, action, atom, 5);
    }

    private static double at(float[] outputs, int row, int action, int atom, int atoms) {
        return outputs[(row * ACTIONS + action) * atoms + atom];
    }

    private static double[] means(float[] outputs, int row, int atoms) {
        return IntStream.range(0, ACTIONS)
                .mapToDouble(a -> IntStream.range(0, atoms)
                        .mapToDouble(i -> at(outputs, row, a, i, atoms))
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static double[] softmax(float[] outputs, int row, int action) {
        double[] e = IntStream.range(0, 5)
                .mapToDouble(i -> Math.exp(at(outputs, row, action, i)))
                .toArray();
        return normalized(e);
    }

    private static double[] policy(double[] values) {
        return normalized(
                DoubleStream.of(values).map(value -> Math.exp(value / 0.3)).toArray());
    }

    private static double[] normalized(double[] numbers) {
        double sum =
                IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).sum();
        return IntStream.range(0, numbers.length)
                .mapToDouble(i -> numbers[i] / sum)
                .toArray();
    }

    private static int best(double[] values) {
        return IntStream.range(0, values.length)
                .reduce((a, b) -> values[b] > values[a] ? b : a)
                .orElseThrow();
    }
}
