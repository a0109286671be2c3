package dqn.replay;

import static dqn.replay.Contents.FRAME;
import static dqn.replay.Contents.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dqn.core.DqnException;
import dqn.core.Frozen;
import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.replay.ReplayConfig.Capacity;
import dqn.replay.ReplayConfig.Clear;
import dqn.replay.ReplayConfig.Uniform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingReplayBufferTest extends UniformReplayBufferContract {
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
                RandomCalls calls = new RandomCalls();
                for (int number = 1; number <= 1_500; number++) {
                    calls.next(random, number, ring, naive);
                    assertThat(ring.size()).isEqualTo(naive.size());
                    assertThat(Contents.of(ring, stack)).isEqualTo(Contents.of(naive, stack));
                }
            }
        }
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

    /** Each lane holds what a naive buffer of its share would hold, and a draw comes from all of them. */
    @Test
    void keepsLanesApart() {
        for (int seed = 1; seed <= 4; seed++) {
            try (ReplayBuffer lanes = RingReplayBuffer.create(config(20, false), FRAME, 3, true, 2, 3)) {
                List<ReplayBuffer> naive = Stream.of(7, 7, 6)
                        .<ReplayBuffer>map(share -> new NaiveReplayBuffer(config(share, false), FRAME, 3, true, 2))
                        .toList();
                RandomStream random = new RandomStream(seed, "operations");
                boolean[] begin = {true, true, true};
                for (int number = 1; number <= 1_000; number++) {
                    int lane = random.nextInt(3);
                    byte[] frame = frame(number);
                    if (begin[lane]) {
                        lanes.beginEpisode(lane, frame);
                        naive.get(lane).beginEpisode(0, frame);
                        begin[lane] = false;
                    } else {
                        boolean last = random.nextDouble() < 0.1;
                        begin[lane] = last;
                        float discount = random.nextDouble() < 0.1 ? 0 : 0.5f;
                        lanes.append(lane, lane, number, discount, last, frame);
                        naive.get(lane).append(0, lane, number, discount, last, frame);
                    }
                    List<String> wanted = naive.stream()
                            .flatMap(buffer -> Contents.of(buffer, 3).stream())
                            .sorted()
                            .toList();
                    assertThat(Contents.of(lanes, 3)).isEqualTo(wanted);
                }
            }
        }
    }

    @Test
    void drawsFromAllLanesAlike() {
        try (ReplayBuffer buffer = RingReplayBuffer.create(config(100, true), FRAME, 1, true, 1, 2)) {
            buffer.beginEpisode(0, frame(1));
            buffer.beginEpisode(1, frame(1));
            append(buffer, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            buffer.append(1, 1, 0, 0.5f, false, frame(2));
            TransitionBatch batch = new TransitionBatch(10_000, FRAME);
            Contents.sample(buffer, new RandomStream(1, "draws"), batch);
            // a tenth: 1,000, with a standard deviation of 30
            assertThat(Arrays.stream(batch.actions).sum()).isBetween(870, 1_130);
        }
    }

    @Test
    void refusesToShareTooLittle() {
        assertThatThrownBy(() -> RingReplayBuffer.create(config(3, true), FRAME, 1, true, 1, 4))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("replay.capacity to at least 4");
        ReplayConfig tiny = sized(500);
        assertThatThrownBy(() -> RingReplayBuffer.create(tiny, FRAME, 1, true, 1, 4))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("replay.capacity to at least");
    }

    private static final ObservationSpec PICTURE = new ObservationSpec(1, 10, 10);

    private static ReplayConfig sized(long bytes) {
        return new ReplayConfig(Capacity.ofBytes(bytes), 0, new Uniform(), true, Clear.NEVER, Optional.empty(), true);
    }

    /** Pictures without any order, in short episodes; each frame, action and reward is its number's. */
    private static void play(ReplayBuffer buffer, int from, int to) {
        for (int number = from; number < to; number++) {
            if (number % 10 == 0) {
                buffer.beginEpisode(0, noise(number));
            } else {
                buffer.append(0, number % 10, number, number % 7 == 0 ? 0 : 0.5f, number % 10 == 9, noise(number));
            }
        }
    }

    private static byte[] noise(int number) {
        RandomStream random = new RandomStream(number, "noise");
        byte[] picture = new byte[PICTURE.size()];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (byte) random.nextInt(256);
        }
        return picture;
    }

    @Test
    void staysWithinItsBytes() {
        long limit = 200_000;
        try (ReplayBuffer buffer = RingReplayBuffer.create(sized(limit), PICTURE, 2, true, 1, 1)) {
            long most = 0;
            for (int number = 0; number < 10_000; number += 10) {
                play(buffer, number, number + 10);
                most = Math.max(most, buffer.byteCount());
            }
            assertThat(most).isBetween(limit * 8 / 10, limit);
            assertHoldsTheNewest(buffer, 10_000, 1_300);
        }
    }

    @Test
    void forgetsEarlyWhenFramesTakeMoreThanThereIs() {
        try (ReplayBuffer buffer = RingReplayBuffer.create(config(5_000, true), PICTURE, 2, true, 1, 1, 300_000)) {
            play(buffer, 0, 10_000);
            assertThat(buffer.byteCount()).isLessThanOrEqualTo(300_000);
            assertHoldsTheNewest(buffer, 10_000, 1_500);
        }
    }

    /** All of the newest transitions, at least so many, with the frames that belong to them. */
    private static void assertHoldsTheNewest(ReplayBuffer buffer, int end, int least) {
        assertThat(buffer.size()).isGreaterThanOrEqualTo(least);
        TransitionBatch batch = new TransitionBatch(20_000, PICTURE.stacked(2));
        Contents.sample(buffer, new RandomStream(1, "all"), batch);
        Set<Integer> seen = new TreeSet<>();
        for (int row = 0; row < batch.size(); row++) {
            int number = (int) batch.rewards[row];
            seen.add(number);
            assertThat(batch.actions[row]).isEqualTo(number % 10);
            byte[] state = Arrays.copyOfRange(batch.states, row * 200 + 100, row * 200 + 200);
            assertThat(state).isEqualTo(noise(number - 1));
        }
        List<Integer> newest = IntStream.range(0, end)
                .filter(number -> number % 10 != 0)
                .skip(end * 9L / 10 - buffer.size())
                .boxed()
                .toList();
        assertThat(newest).containsAll(seen);
        assertThat(seen).hasSizeGreaterThan((int) (buffer.size() * 99 / 100));
    }

    @Test
    void forgetsTheSameAfterLoading() throws IOException {
        try (ReplayBuffer buffer = RingReplayBuffer.create(config(5_000, true), PICTURE, 2, true, 1, 1, 300_000);
                ReplayBuffer other = RingReplayBuffer.create(config(5_000, true), PICTURE, 2, true, 1, 1)) {
            play(buffer, 0, 3_000);
            load(other, save(buffer));
            play(buffer, 3_000, 6_000);
            play(other, 3_000, 6_000);
            assertThat(save(other)).isEqualTo(save(buffer));
        }
    }

    @Test
    void whatIsFrozenStaysWhileTheBufferGoesOn() throws IOException {
        try (ReplayBuffer buffer = RingReplayBuffer.create(config(1_500, true), PICTURE, 2, true, 3, 1)) {
            play(buffer, 0, 3_005);
            byte[] saved = save(buffer);
            try (Frozen frozen = buffer.freeze()) {
                buffer.beginEpisode(0, noise(1));
                play(buffer, 3_010, 6_000);
                FrozenState state = FrozenState.of(frozen);
                assertThat(state.bytes().length).isLessThan(saved.length / 2); // most is in blocks
                state.restore(buffer);
                assertThat(save(buffer)).isEqualTo(saved);
            }
        }
    }

    @Test
    void refusesAStateThatIsCutAnywhere() throws IOException {
        try (ReplayBuffer buffer = create(config(20, true), FRAME, 3, true, 2)) {
            buffer.beginEpisode(0, frame(1));
            for (int i = 2; i < 60; i++) {
                append(buffer, i);
            }
            byte[] saved = save(buffer);
            for (int length = 0; length < saved.length; length++) {
                byte[] cut = Arrays.copyOf(saved, length);
                assertThatThrownBy(() -> load(buffer, cut)).isInstanceOf(IOException.class);
            }
        }
    }

    /** Sampling takes a position and a lane for one number; an episode may yet end at the newest frame but one. */
    @ParameterizedTest
    @CsvSource({"281474976710654, 281474976710654, 281474976710655, 281474976710656", "9, 9, 9, 10"})
    void refusesPositionsThatNoRunComesTo(long kept, long oldest, long ready, long end) throws IOException {
        ByteArrayOutputStream forged = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(forged);
        for (long position : new long[] {kept, oldest, ready, end}) {
            out.writeLong(position);
        }
        out.writeBoolean(true);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(forged.toByteArray()));
        assertThatThrownBy(() -> new TransitionLog(10, 1, 1).load(in))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its transitions reach from");
    }

    @Test
    void survivesAStateWithAWrongByteAnywhere() throws IOException {
        try (ReplayBuffer buffer = create(config(20, true), FRAME, 3, true, 2)) {
            buffer.beginEpisode(0, frame(1));
            for (int i = 2; i < 60; i++) {
                append(buffer, i);
            }
            byte[] saved = save(buffer);
            assertSurvivesWrongBits(buffer, saved);
        }
    }

    /** Larger than what a list of the drawn is looked through for. */
    @Test
    void drawsLargeBatchesWithoutReplacement() {
        try (ReplayBuffer buffer = create(config(5_000, false), FRAME, 1, true, 1)) {
            buffer.beginEpisode(0, frame(0));
            for (int i = 1; i <= 2_000; i++) {
                append(buffer, i);
            }
            TransitionBatch batch = new TransitionBatch(2_000, FRAME);
            RandomStream random = new RandomStream(1, "large");
            for (int again = 0; again < 2; again++) {
                Contents.sample(buffer, random, batch);
                assertThat(Arrays.stream(batch.keys).distinct()).hasSize(2_000);
            }
        }
    }

    /** 1,024 lanes of some hundred frames would forget each piece as soon as it is full. */
    @Test
    void needsRoomForAPieceOrTwoOfEveryLane() {
        ObservationSpec picture = new ObservationSpec(1, 84, 84);
        assertThatThrownBy(
                        () -> RingReplayBuffer.create(config(1_000_000, true), picture, 4, true, 1, 1_024, 400_000_000))
                .isInstanceOf(DqnException.class)
                .hasMessage("The replays of 1024 environments need at least 1.8 GB and may take 400.0 MB of the memory"
                        + " that is free: set environment.envs to at most 228, or stop what else takes memory.");
        RingReplayBuffer.create(config(1_000_000, true), picture, 4, true, 1, 64, 400_000_000)
                .close();
    }
}
