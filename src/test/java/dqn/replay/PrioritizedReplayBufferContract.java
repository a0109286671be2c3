package dqn.replay;

import static dqn.replay.Contents.FRAME;
import static dqn.replay.Contents.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.replay.ReplayConfig.Beta;
import dqn.replay.ReplayConfig.Clear;
import dqn.replay.ReplayConfig.Prioritized;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every replay buffer does that draws by priority; as long as there are none, what every buffer does. */
abstract class PrioritizedReplayBufferContract extends ReplayBufferContract {
    /** Exceeded by chance once in a thousand, with 39 degrees of freedom. */
    private static final double CHI_SQUARE_39 = 72.1;

    abstract ReplayBuffer createPrioritized(
            ReplayConfig config, ObservationSpec frame, int stack, boolean blankBefore, int nStep);

    @Override
    ReplayBuffer create(ReplayConfig config, ObservationSpec frame, int stack, boolean blankBefore, int nStep) {
        ReplayConfig same = prioritized(Math.max(1, config.capacity().transitions()));
        return createPrioritized(same, frame, stack, blankBefore, nStep);
    }

    static ReplayConfig prioritized(long capacity) {
        return prioritized(capacity, 1);
    }

    static ReplayConfig prioritized(long capacity, double alpha) {
        Prioritized sampling = new Prioritized(alpha, new Beta(0.4, 1, 100));
        return new ReplayConfig(capacity, 0, sampling, true, Clear.NEVER);
    }

    private ReplayBuffer create(long capacity, double alpha) {
        return createPrioritized(prioritized(capacity, alpha), FRAME, 1, true, 1);
    }

    /** Transitions from frame 1, 2, ... in one episode. */
    private ReplayBuffer filled(int transitions, double alpha) {
        ReplayBuffer buffer = create(transitions, alpha);
        buffer.beginEpisode(0, frame(1));
        for (int number = 2; number <= transitions + 1; number++) {
            append(buffer, number);
        }
        return buffer;
    }

    /** A batch of one transition, by the number of the frame that it starts from. */
    static TransitionBatch only(ReplayBuffer buffer, int number) {
        TransitionBatch many = sample(buffer, 1_000, 1);
        TransitionBatch one = new TransitionBatch(1, FRAME);
        for (int row = 0; row < many.size(); row++) {
            if (Contents.number(many, row) == number) {
                one.keys[0] = many.keys[row];
                return one;
            }
        }
        throw new AssertionError("no transition from frame " + number);
    }

    static void prioritize(ReplayBuffer buffer, int number, float error) {
        buffer.prioritize(only(buffer, number), new float[] {error});
    }

    /** Each transition's priority, as a multiple of the least, by the number of the frame that it starts from. */
    static Map<Integer, Double> priorities(ReplayBuffer buffer) {
        TransitionBatch batch = sample(buffer, 2_000, 1); // weights are least / p with beta 1
        Map<Integer, Double> priorities = new TreeMap<>();
        for (int row = 0; row < batch.size(); row++) {
            priorities.put(Contents.number(batch, row), Math.round(1e3 / batch.weights[row]) / 1e3);
        }
        assertThat((long) priorities.size()).isEqualTo(buffer.size());
        return priorities;
    }

    /** 40 transitions in short truncated episodes, so that a ring has holes; 40,000 draws. */
    @ParameterizedTest
    @CsvSource({"1, 0.6", "10, 0.6", "40, 1", "1, 0"})
    void drawsByPriority(int batchSize, double alpha) {
        try (ReplayBuffer buffer = create(100, alpha)) {
            for (int episode = 0; episode < 20; episode++) {
                buffer.beginEpisode(0, frame(3 * episode));
                append(buffer, 3 * episode + 1);
                buffer.append(0, 0, 0, 0.5f, true, frame(3 * episode + 2));
            }
            TransitionBatch all = sample(buffer, 40, 1);
            float[] errors = new float[40];
            double[] expected = new double[60];
            double total = 0;
            for (int row = 0; row < 40; row++) {
                int number = Contents.number(all, row);
                errors[row] = (number % 2 == 0 ? -0.1f : 0.1f) * (10 + number);
                expected[number] = Math.pow(Math.abs((double) errors[row]) + 1e-6, alpha);
                total += expected[number];
            }
            buffer.prioritize(all, errors);
            int[] counts = counts(buffer, batchSize);
            double chiSquare = 0;
            for (int number = 0; number < 60; number++) {
                double mean = 40_000 * expected[number] / total;
                assertThat(counts[number] == 0).isEqualTo(mean == 0);
                chiSquare += mean == 0 ? 0 : (counts[number] - mean) * (counts[number] - mean) / mean;
            }
            assertThat(chiSquare).isLessThan(CHI_SQUARE_39);
        }
    }

    private static int[] counts(ReplayBuffer buffer, int batchSize) {
        int[] counts = new int[60];
        RandomStream random = new RandomStream(7, "prioritized");
        TransitionBatch batch = new TransitionBatch(batchSize, FRAME);
        for (int i = 0; i < 40_000 / batchSize; i++) {
            Contents.sample(buffer, random, batch);
            for (int row = 0; row < batchSize; row++) {
                counts[Contents.number(batch, row)]++;
            }
        }
        return counts;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, 1})
    void weighsByTheFormulaOfThePaper(double beta) {
        try (ReplayBuffer buffer = filled(8, 0.6)) {
            double[] p = new double[9];
            double total = 0;
            for (int number = 1; number <= 8; number++) {
                prioritize(buffer, number, number * number);
                p[number] = Math.pow(number * number + 1e-6, 0.6);
                total += p[number];
            }
            TransitionBatch batch = new TransitionBatch(5, FRAME);
            RandomStream random = new RandomStream(1, "weights");
            for (int i = 0; i < 100; i++) {
                buffer.draw(random, beta, batch);
                buffer.read(batch, 0, 5);
                double[] weights = new double[5];
                double largest = 0;
                for (int row = 0; row < 5; row++) {
                    weights[row] = Math.pow(8 * p[Contents.number(batch, row)] / total, -beta);
                    largest = Math.max(largest, weights[row]);
                }
                for (int row = 0; row < 5; row++) {
                    assertThat((double) batch.weights[row]).isCloseTo(weights[row] / largest, within(1e-6));
                }
            }
        }
    }

    @Test
    void drawsOneRowFromEachEqualPart() {
        try (ReplayBuffer buffer = filled(4, 1)) {
            prioritize(buffer, 3, 2.999999f); // 3 of 6
            TransitionBatch batch = new TransitionBatch(6, FRAME);
            for (int seed = 0; seed < 50; seed++) {
                Contents.sample(buffer, new RandomStream(seed, "parts"), batch);
                assertThat(Contents.rows(batch).stream().filter(row -> row.startsWith("[3]")))
                        .hasSizeBetween(2, 4);
            }
        }
    }

    @Test
    void aNewTransitionGetsTheLargestPriorityThatThereHasBeen() {
        try (ReplayBuffer buffer = create(3, 1.0)) {
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2, 3);
            prioritize(buffer, 1, 0.5f);
            append(buffer, 4);
            assertThat(priorities(buffer)).isEqualTo(Map.of(1, 1.0, 2, 2.0, 3, 2.0)); // 1 before any is larger
            prioritize(buffer, 2, 4);
            append(buffer, 5, 6, 7);
            prioritize(buffer, 4, 1);
            assertThat(priorities(buffer)).isEqualTo(Map.of(4, 1.0, 5, 4.0, 6, 4.0)); // though 2 is forgotten
        }
    }

    @Test
    void passesOverWhatHasBeenForgotten() {
        try (ReplayBuffer buffer = filled(3, 1)) {
            TransitionBatch batch = only(buffer, 1);
            append(buffer, 5);
            buffer.prioritize(batch, new float[] {100});
            assertThat(priorities(buffer)).isEqualTo(Map.of(2, 1.0, 3, 1.0, 4, 1.0));
        }
    }

    @Test
    void theLastRowCountsWhereOneWasDrawnTwice() {
        try (ReplayBuffer buffer = filled(2, 1)) {
            TransitionBatch batch = new TransitionBatch(2, FRAME);
            Arrays.fill(batch.keys, only(buffer, 1).keys[0]);
            buffer.prioritize(batch, new float[] {8, 3});
            assertThat(priorities(buffer)).isEqualTo(Map.of(1, 3.0, 2, 1.0));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void anErrorThatIsNotFiniteCountsAsTheLargest(float error) {
        try (ReplayBuffer buffer = filled(3, 1)) {
            prioritize(buffer, 1, 5);
            prioritize(buffer, 2, error);
            assertThat(priorities(buffer)).isEqualTo(Map.of(1, 5.0, 2, 5.0, 3, 1.0));
        }
    }

    @Test
    void standsTheLargestAndTheSmallestError() {
        try (ReplayBuffer buffer = filled(2, 1)) {
            prioritize(buffer, 1, Float.MAX_VALUE);
            buffer.prioritize(only(buffer, 1), new float[] {0});
            prioritize(buffer, 2, -0.0f);
            assertThat(priorities(buffer)).isEqualTo(Map.of(1, 1.0, 2, 1.0));
        }
    }

    @Test
    void forgetsPrioritiesWhenCleared() {
        try (ReplayBuffer buffer = filled(3, 1)) {
            prioritize(buffer, 2, 9);
            buffer.clear();
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2, 3, 4);
            prioritize(buffer, 1, 2);
            assertThat(priorities(buffer)).isEqualTo(Map.of(1, 2.0, 2, 1.0, 3, 1.0));
        }
    }

    @Test
    void drawsTheSameAfterLoading() throws IOException {
        try (ReplayBuffer buffer = create(30, 0.6);
                ReplayBuffer restored = create(30, 0.6)) {
            RandomStream random = new RandomStream(1, "calls");
            RandomCalls calls = new RandomCalls();
            for (int number = 1; number < 200; number++) {
                calls.next(random, number, buffer);
                learn(buffer, number);
            }
            load(restored, save(buffer));
            for (int number = 200; number < 500; number++) {
                calls.next(random, number, buffer, restored);
                assertThat(learn(restored, number)).isEqualTo(learn(buffer, number));
            }
            assertThat(save(restored)).isEqualTo(save(buffer));
        }
    }

    /** Draws a batch, sets its priorities, and tells what was drawn. */
    private static String learn(ReplayBuffer buffer, int seed) {
        if (buffer.size() == 0) {
            return "";
        }
        TransitionBatch batch = new TransitionBatch(4, FRAME);
        RandomStream random = new RandomStream(seed, "learning");
        Contents.sample(buffer, random, batch);
        float[] errors = new float[4];
        for (int row = 0; row < 4; row++) {
            errors[row] = (float) random.nextGaussian();
        }
        buffer.prioritize(batch, errors);
        return Contents.rows(batch) + Arrays.toString(batch.weights);
    }
}
