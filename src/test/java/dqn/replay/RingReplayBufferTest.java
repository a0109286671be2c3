package dqn.replay;

import static dqn.replay.Contents.FRAME;
import static dqn.replay.Contents.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingReplayBufferTest extends ReplayBufferContract {
    @Override
    ReplayBuffer create(ReplayConfig config, ObservationSpec frame, int stack, boolean blankBefore, int nStep) {
        return RingReplayBuffer.create(config, frame, stack, blankBefore, nStep, 1);
    }

    /** Thousands of random operations; after each one both buffers hold the same transitions. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 4, 1",
        "1, 2, 3",
        "2, 1, 2",
        "3, 4, 10",
        "5, 1, 1",
        "5, 3, 1",
        "7, 4, 3",
        "10, 2, 10",
        "16, 4, 1",
        "20, 3, 2",
        "40, 4, 3"
    })
    void holdsWhatTheNaiveBufferHolds(long capacity, int stack, int nStep) {
        for (int seed = 1; seed <= 4; seed++) {
            boolean blankBefore = seed % 2 == 0;
            try (ReplayBuffer ring = create(config(capacity, false), FRAME, stack, blankBefore, nStep);
                    ReplayBuffer naive =
                            new NaiveReplayBuffer(config(capacity, false), FRAME, stack, blankBefore, nStep)) {
                RandomStream random = new RandomStream(seed, "operations");
                mustBegin = true;
                for (int number = 1; number <= 1_500; number++) {
                    operate(random, number, ring, naive);
                    assertThat(ring.size()).isEqualTo(naive.size());
                    assertThat(Contents.of(ring, stack)).isEqualTo(Contents.of(naive, stack));
                }
            }
        }
    }

    private boolean mustBegin;

    /** The same random call on all buffers. */
    private void operate(RandomStream random, int number, ReplayBuffer... buffers) {
        double kind = random.nextDouble();
        boolean clear = kind > 0.998;
        boolean begin = mustBegin || kind > 0.95;
        int action = random.nextInt(18);
        float reward = random.nextInt(3) - 1;
        boolean last = random.nextDouble() < 0.15;
        float discount = random.nextDouble() < (last ? 0.5 : 0.1) ? 0 : 0.5f;
        for (ReplayBuffer buffer : buffers) {
            if (clear) {
                buffer.clear();
            } else if (begin) {
                buffer.beginEpisode(0, frame(number));
            } else {
                buffer.append(0, action, reward, discount, last, frame(number));
            }
        }
        mustBegin = clear || (!begin && last);
    }

    @Test
    void allocatesNothingWhenSampling() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        try (ReplayBuffer buffer = create(config(100, false), FRAME, 4, true, 3)) {
            buffer.beginEpisode(0, frame(1));
            for (int i = 2; i < 200; i++) {
                append(buffer, i);
            }
            RandomStream random = new RandomStream(1, "allocation");
            TransitionBatch batch = new TransitionBatch(32, FRAME.stacked(4));
            Contents.sample(buffer, random, batch);
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                Contents.sample(buffer, random, batch);
            }
            // far below one object for each batch
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
        }
    }

    @Test
    void growsWithUse() {
        try (ReplayBuffer buffer = create(config(100_000_000, true), new ObservationSpec(1, 84, 84), 4, true, 1)) {
            assertThat(buffer.byteCount()).isZero();
            buffer.beginEpisode(0, new byte[84 * 84]);
            assertThat(buffer.byteCount()).isBetween(1L, 100_000_000L);
        }
    }

    @Test
    void namesBothShapesWhenTheyDiffer() throws IOException {
        try (ReplayBuffer four = create(config(20, true), FRAME, 4, true, 1);
                ReplayBuffer one = create(config(20, true), FRAME, 1, true, 1)) {
            byte[] saved = save(four);
            assertThatThrownBy(() -> load(one, saved))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("stack 4")
                    .hasMessageContaining("stack 1");
        }
    }

    @Test
    void isEmptyAfterAFailedLoad() throws IOException {
        try (ReplayBuffer buffer = create(config(20, true), FRAME, 1, true, 1)) {
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2, 3);
            byte[] saved = save(buffer);
            byte[] cut = Arrays.copyOf(saved, saved.length - 1);
            assertThatThrownBy(() -> load(buffer, cut)).isInstanceOf(IOException.class);
            assertThat(buffer.size()).isZero();
        }
    }

    @Test
    void numbersMoreThanAnIntegerCan() {
        try (ReplayBuffer buffer = create(config(3_000_000_000L, true), FRAME, 4, true, 1)) {
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2, 3);
            assertThat(buffer.size()).isEqualTo(2);
        }
    }
}
