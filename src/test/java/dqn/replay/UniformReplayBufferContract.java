package dqn.replay;

import static dqn.replay.Contents.FRAME;
import static dqn.replay.Contents.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every replay buffer does that draws uniformly. */
abstract class UniformReplayBufferContract extends ReplayBufferContract {
    @Test
    void refusesABatchLargerThanItselfWithoutReplacement() {
        try (ReplayBuffer buffer = create(config(10, false), FRAME, 1, true, 1)) {
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2, 3);
            assertThatThrownBy(() -> sample(buffer, 3, 1)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void drawsUniformlyWithReplacement() {
        assertThat(chiSquare(true)).isLessThan(CHI_SQUARE_39);
    }

    @Test
    void drawsUniformlyWithoutReplacement() {
        assertThat(chiSquare(false)).isLessThan(CHI_SQUARE_39);
    }

    /** Exceeded by chance once in a thousand, with 39 degrees of freedom. */
    private static final double CHI_SQUARE_39 = 72.1;

    /** 40 transitions in short truncated episodes, so that a ring has holes; 4,000 batches of 10. */
    private double chiSquare(boolean withReplacement) {
        Map<Byte, Integer> counts = new HashMap<>();
        try (ReplayBuffer buffer = create(config(100, withReplacement), FRAME, 1, true, 1)) {
            for (int episode = 0; episode < 20; episode++) {
                buffer.beginEpisode(0, frame(10 * episode));
                append(buffer, 10 * episode + 1);
                buffer.append(0, 0, 0, 0.5f, true, frame(10 * episode + 2));
            }
            assertThat(buffer.size()).isEqualTo(40);
            RandomStream random = new RandomStream(7, "uniform");
            TransitionBatch batch = new TransitionBatch(10, FRAME);
            for (int i = 0; i < 4_000; i++) {
                Contents.sample(buffer, random, batch);
                assertThat(batch.weights).containsOnly(1);
                for (int row = 0; row < 10; row++) {
                    counts.merge(batch.states[2 * row + 1], 1, Integer::sum);
                }
            }
        }
        assertThat(counts).hasSize(40);
        return counts.values().stream()
                .mapToDouble(count -> (count - 1_000.0) * (count - 1_000.0) / 1_000.0)
                .sum();
    }

    @Test
    void knowsNoPriorities() {
        try (ReplayBuffer buffer = create(config(10, true), FRAME, 1, true, 1)) {
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2, 3, 4, 5);
            TransitionBatch drawn = sample(buffer, 20, 1);
            float[] errors = new float[20];
            errors[0] = 1_000;
            buffer.prioritize(drawn, errors);
            assertThat(Contents.rows(sample(buffer, 20, 1))).isEqualTo(Contents.rows(drawn));
        }
    }
}
