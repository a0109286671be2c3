package dqn.replay;

import static dqn.replay.Contents.FRAME;
import static dqn.replay.Contents.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dqn.core.Frozen;
import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.replay.ReplayConfig.Capacity;
import dqn.replay.ReplayConfig.Clear;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrioritizedRingReplayBufferTest extends PrioritizedReplayBufferContract {
    @Override
    ReplayBuffer createPrioritized(
            ReplayConfig config, ObservationSpec frame, int stack, boolean blankBefore, int nStep) {
        return RingReplayBuffer.create(config, frame, stack, blankBefore, nStep, 1);
    }

    private static ReplayBuffer lanes(long capacity, int lanes) {
        return RingReplayBuffer.create(prioritized(capacity), FRAME, 1, true, 1, lanes);
    }

    /** Thousands of random operations; both buffers hold the same transitions with the same priorities. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 2, 3", "5, 3, 1", "7, 4, 3", "10, 2, 10", "16, 4, 1", "40, 4, 3"})
    void holdsWhatTheNaiveBufferHolds(long capacity, int stack, int nStep) {
        try (ReplayBuffer ring = RingReplayBuffer.create(prioritized(capacity), FRAME, stack, true, nStep, 1);
                ReplayBuffer naive = new NaiveReplayBuffer(prioritized(capacity), FRAME, stack, true, nStep)) {
            RandomStream random = new RandomStream(capacity, "operations");
            RandomCalls calls = new RandomCalls();
            for (int number = 1; number <= 2_000; number++) {
                calls.next(random, number, ring, naive);
                assertThat(ring.size()).isEqualTo(naive.size());
                if (number % 5 == 0 && ring.size() > 0) {
                    Map<String, Long> wanted = learn(naive, stack, number);
                    assertThat(learn(ring, stack, number)).isEqualTo(wanted);
                }
            }
        }
    }

    /** The transitions with their priorities; then sets those of every third. */
    private static Map<String, Long> learn(ReplayBuffer buffer, int stack, int round) {
        // errors are from 0.5 to 2, so each transition's part of the sum holds two of so many
        TransitionBatch all = sample(buffer, 8 * (int) buffer.size(), stack);
        Map<String, Long> priorities = new TreeMap<>();
        List<Integer> third = new ArrayList<>();
        List<String> rows = Contents.rows(all);
        for (int row = 0; row < all.size(); row++) {
            if (priorities.put(rows.get(row), Math.round(1e3 / all.weights[row])) == null
                    && (Contents.number(all, row) + round / 5) % 3 == 0) {
                third.add(row);
            }
        }
        assertThat((long) priorities.size()).isEqualTo(buffer.size());
        TransitionBatch learnt = new TransitionBatch(third.size(), FRAME.stacked(stack));
        float[] errors = new float[third.size()];
        for (int i = 0; i < errors.length; i++) {
            learnt.keys[i] = all.keys[third.get(i)];
            errors[i] = 0.5f + 1.5f * ((Contents.number(all, third.get(i)) * 37 + round) % 100) / 100;
        }
        buffer.prioritize(learnt, errors);
        return priorities;
    }

    @Test
    void drawsFromAllLanesByPriority() {
        try (ReplayBuffer buffer = lanes(100, 4)) {
            for (int lane : new int[] {0, 2}) { // 1 and 3 have nothing
                buffer.beginEpisode(lane, frame(10 * lane));
                for (int number = 10 * lane + 1; number <= 10 * lane + 5; number++) {
                    buffer.append(lane, lane, 0, 0.5f, false, frame(number));
                }
            }
            prioritize(buffer, 3, 9.999999f);
            prioritize(buffer, 21, 0.999999f); // 10 + 4 and 5
            TransitionBatch batch = new TransitionBatch(19, FRAME);
            int lane2 = 0;
            int third = 0;
            RandomStream random = new RandomStream(1, "draws");
            for (int i = 0; i < 1_000; i++) {
                Contents.sample(buffer, random, batch);
                lane2 += Arrays.stream(batch.actions).sum() / 2;
                for (int row = 0; row < 19; row++) {
                    third += Contents.number(batch, row) == 3 ? 1 : 0;
                }
            }
            assertThat(lane2).isEqualTo(5_000); // the last 5 of 19 parts
            assertThat(third).isBetween(9_800, 10_200);
        }
    }

    @Test
    void lanesShareTheLargestPriority() {
        try (ReplayBuffer buffer = lanes(100, 2)) {
            buffer.beginEpisode(0, frame(1));
            buffer.beginEpisode(1, frame(11));
            append(buffer, 2, 3);
            prioritize(buffer, 2, 4);
            buffer.append(1, 0, 0, 1, false, frame(12));
            assertThat(priorities(buffer)).isEqualTo(Map.of(1, 1.0, 2, 4.0, 11, 4.0));
        }
    }

    @Test
    void drawsTheSameFromItsLanesAfterLoading() throws IOException {
        try (ReplayBuffer buffer = lanes(50, 3);
                ReplayBuffer restored = lanes(50, 3)) {
            RandomStream random = new RandomStream(1, "lanes");
            for (int number = 0; number < 300; number++) {
                play(buffer, number);
                if (number > 10) {
                    learn(buffer, 1, number);
                }
            }
            load(restored, save(buffer));
            for (int number = 300; number < 400; number++) {
                play(buffer, number);
                play(restored, number);
                assertThat(learn(restored, 1, number)).isEqualTo(learn(buffer, 1, number));
                long seed = random.nextInt(1_000);
                assertThat(drawn(restored, seed)).isEqualTo(drawn(buffer, seed));
            }
        }
    }

    private static void play(ReplayBuffer buffer, int number) {
        int lane = number % 3;
        if (number / 3 % 10 == 0) {
            buffer.beginEpisode(lane, frame(number));
        } else {
            buffer.append(lane, lane, number, number % 7 == 0 ? 0 : 0.5f, false, frame(number));
        }
    }

    private static List<String> drawn(ReplayBuffer buffer, long seed) {
        TransitionBatch batch = new TransitionBatch(8, FRAME);
        Contents.sample(buffer, new RandomStream(seed, "draw"), batch);
        return Contents.rows(batch);
    }

    @Test
    void whatIsFrozenStaysWhileTheBufferGoesOn() throws IOException {
        try (ReplayBuffer buffer = lanes(50, 3)) {
            for (int number = 0; number < 300; number++) {
                play(buffer, number);
            }
            learn(buffer, 1, 1);
            byte[] saved = save(buffer);
            try (Frozen frozen = buffer.freeze()) {
                learn(buffer, 1, 2);
                for (int number = 300; number < 350; number++) {
                    play(buffer, number);
                }
                FrozenState.of(frozen).restore(buffer);
                assertThat(save(buffer)).isEqualTo(saved);
            }
        }
    }

    /** A tree that grows and shrinks beside its frames takes nothing above the limit, and comes back the same. */
    @Test
    void staysWithinItsBytes() throws IOException {
        ReplayConfig sized = new ReplayConfig(
                Capacity.ofBytes(600_000), 0, prioritized(1).sampling(), true, Clear.NEVER, Optional.empty(), true);
        try (ReplayBuffer buffer = RingReplayBuffer.create(sized, FRAME, 1, true, 1, 3);
                ReplayBuffer restored = RingReplayBuffer.create(sized, FRAME, 1, true, 1, 3)) {
            for (int number = 0; number < 60_000; number++) {
                play(buffer, number);
                assertThat(buffer.byteCount()).isLessThanOrEqualTo(600_000);
                if (number % 2_000 == 1_999) {
                    load(restored, save(buffer));
                    assertThat(restored.byteCount()).isEqualTo(buffer.byteCount());
                    assertThat(drawn(restored, number)).isEqualTo(drawn(buffer, number));
                }
            }
            assertThat(buffer.size()).isGreaterThan(6_000);
        }
    }

    @Test
    void doesNotTakeAUniformReplay() throws IOException {
        try (ReplayBuffer buffer = lanes(20, 1);
                ReplayBuffer uniform = RingReplayBuffer.create(config(20, true), FRAME, 1, true, 1, 1)) {
            byte[] saved = save(uniform);
            assertThatThrownBy(() -> load(buffer, saved))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("prioritized");
        }
    }

    private static byte[] savedWithPriorities(ReplayBuffer buffer) throws IOException {
        for (int number = 0; number < 100; number++) {
            play(buffer, number);
        }
        learn(buffer, 1, 1);
        return save(buffer);
    }

    @Test
    void refusesAStateThatIsCutAnywhere() throws IOException {
        try (ReplayBuffer buffer = lanes(20, 3)) {
            byte[] saved = savedWithPriorities(buffer);
            for (int length = 0; length < saved.length; length++) {
                byte[] cut = Arrays.copyOf(saved, length);
                assertThatThrownBy(() -> load(buffer, cut)).isInstanceOf(IOException.class);
                assertThat(buffer.size()).isZero();
            }
        }
    }

    @Test
    void survivesAStateWithAWrongByteAnywhere() throws IOException {
        try (ReplayBuffer buffer = lanes(20, 3)) {
            byte[] saved = savedWithPriorities(buffer);
            assertSurvivesWrongBits(buffer, saved);
        }
    }

    /** Whatever the checksum, which anyone can compute: the last lane's newest priority stands before it. */
    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-1", "0", "1e30"})
    void refusesPrioritiesThatCannotBe(float priority) throws IOException {
        try (ReplayBuffer buffer = lanes(20, 3)) {
            byte[] saved = savedWithPriorities(buffer);
            ByteBuffer.wrap(saved).putFloat(saved.length - 8, priority);
            assertThatThrownBy(() -> load(buffer, saved))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("the saved replay is damaged: a priority in it is ");
        }
    }

    @Test
    void drawingAndLearningAllocateNothing() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        try (ReplayBuffer buffer = lanes(100, 3)) {
            for (int number = 0; number < 300; number++) {
                play(buffer, number);
            }
            RandomStream random = new RandomStream(1, "allocation");
            TransitionBatch batch = new TransitionBatch(32, FRAME);
            float[] errors = new float[32];
            Contents.sample(buffer, random, batch);
            buffer.prioritize(batch, errors);
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                Contents.sample(buffer, random, batch);
                errors[0] = i;
                buffer.prioritize(batch, errors);
            }
            // far below one object for each batch
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
        }
    }
}
