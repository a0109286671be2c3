package dqn.replay;

import static dqn.replay.Contents.FRAME;
import static dqn.replay.Contents.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.replay.ReplayConfig.Clear;
import dqn.replay.ReplayConfig.Uniform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What every replay buffer does. Frames are told apart by their number; a run of appends counts up from there. */
abstract class ReplayBufferContract {
    abstract ReplayBuffer create(ReplayConfig config, ObservationSpec frame, int stack, boolean blankBefore, int nStep);

    static ReplayConfig config(long capacity, boolean withReplacement) {
        return new ReplayConfig(capacity, 0, new Uniform(), withReplacement, Clear.NEVER);
    }

    private ReplayBuffer create(long capacity, int stack, int nStep) {
        return create(config(capacity, false), FRAME, stack, true, nStep);
    }

    @Test
    void isEmptyAtFirst() {
        try (ReplayBuffer buffer = create(10, 1, 1)) {
            buffer.beginEpisode(0, frame(1));
            assertThat(buffer.size()).isZero();
            assertThatThrownBy(() -> sample(buffer, 1, 1)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void offersTheNewestTransitionAtOnce() {
        try (ReplayBuffer buffer = create(10, 2, 1)) {
            buffer.beginEpisode(0, frame(1));
            buffer.append(0, 3, 0.5f, 0.9f, false, frame(2));
            assertThat(Contents.of(buffer, 2)).containsExactly("[0, 1] -3-> 0.5 0.9 [1, 2]");
            buffer.append(0, 4, 1, 0.9f, false, frame(3));
            assertThat(Contents.of(buffer, 2))
                    .containsExactly("[0, 1] -3-> 0.5 0.9 [1, 2]", "[1, 2] -4-> 1.0 0.9 [2, 3]");
        }
    }

    @Test
    void repeatsTheFirstFrameWhereConfigured() {
        try (ReplayBuffer buffer = create(config(10, false), FRAME, 3, false, 1)) {
            buffer.beginEpisode(0, frame(1));
            buffer.append(0, 0, 0, 0.9f, false, frame(2));
            assertThat(Contents.of(buffer, 3)).containsExactly("[1, 1, 1] -0-> 0.0 0.9 [1, 1, 2]");
        }
    }

    @Test
    void keepsItsOwnCopyOfAFrame() {
        try (ReplayBuffer buffer = create(10, 1, 1)) {
            byte[] reused = frame(1);
            buffer.beginEpisode(0, reused);
            reused[1] = 2;
            buffer.append(0, 0, 0, 0.9f, false, reused);
            reused[1] = 3;
            assertThat(Contents.of(buffer, 1)).containsExactly("[1] -0-> 0.0 0.9 [2]");
        }
    }

    @Test
    void neverReachesAcrossTheBeginningOfAnEpisode() {
        try (ReplayBuffer buffer = create(10, 3, 1)) {
            buffer.beginEpisode(0, frame(1));
            buffer.append(0, 0, 0, 0.9f, false, frame(2));
            buffer.append(0, 1, 1, 0, true, frame(3));
            buffer.beginEpisode(0, frame(4));
            buffer.append(0, 2, 2, 0.9f, false, frame(5));
            assertThat(Contents.of(buffer, 3))
                    .containsExactly(
                            "[0, 0, 1] -0-> 0.0 0.9 [0, 1, 2]",
                            "[0, 0, 4] -2-> 2.0 0.9 [0, 4, 5]",
                            "[0, 1, 2] -1-> 1.0 0.0 [0, 0, 0]");
        }
    }

    @Test
    void bootstrapsATruncatedEpisodeFromItsLastFrame() {
        try (ReplayBuffer buffer = create(10, 2, 1)) {
            buffer.beginEpisode(0, frame(1));
            buffer.append(0, 0, 1, 0.9f, true, frame(2));
            buffer.beginEpisode(0, frame(3));
            buffer.append(0, 1, 2, 0.9f, false, frame(4));
            assertThat(Contents.of(buffer, 2))
                    .containsExactly("[0, 1] -0-> 1.0 0.9 [1, 2]", "[0, 3] -1-> 2.0 0.9 [3, 4]");
        }
    }

    @Test
    void takesAnUnfinishedEpisodeAsTruncated() {
        try (ReplayBuffer buffer = create(10, 2, 3)) {
            buffer.beginEpisode(0, frame(1));
            buffer.append(0, 0, 1, 0.5f, false, frame(2));
            buffer.append(0, 1, 2, 0.5f, false, frame(3));
            assertThat(buffer.size()).isZero();
            buffer.beginEpisode(0, frame(4));
            buffer.beginEpisode(0, frame(5));
            assertThat(Contents.of(buffer, 2))
                    .containsExactly("[0, 1] -0-> 2.0 0.25 [2, 3]", "[1, 2] -1-> 2.0 0.5 [2, 3]");
        }
    }

    @Test
    void sumsNRewardsAndWaitsForThem() {
        try (ReplayBuffer buffer = create(10, 1, 3)) {
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2, 3);
            assertThat(buffer.size()).isZero();
            append(buffer, 4);
            // 2 + 3/2 + 4/4, discounted by 1/8
            assertThat(Contents.of(buffer, 1)).containsExactly("[1] -0-> 4.5 0.125 [4]");
            buffer.append(0, 0, 5, 0, true, frame(5));
            assertThat(Contents.of(buffer, 1))
                    .containsExactly(
                            "[1] -0-> 4.5 0.125 [4]",
                            "[2] -0-> 6.25 0.0 [0]",
                            "[3] -0-> 6.5 0.0 [0]",
                            "[4] -0-> 5.0 0.0 [0]");
        }
    }

    @Test
    void stopsTheSumAtALostLifeWhileTheEpisodeGoesOn() {
        try (ReplayBuffer buffer = create(10, 2, 3)) {
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2);
            buffer.append(0, 7, 3, 0, false, frame(3));
            append(buffer, 4, 5, 6);
            assertThat(Contents.of(buffer, 2))
                    .containsExactly(
                            "[0, 1] -0-> 3.5 0.0 [0, 0]", "[1, 2] -7-> 3.0 0.0 [0, 0]", "[2, 3] -0-> 8.0 0.125 [5, 6]");
        }
    }

    @Test
    void forgetsTheOldestBeyondItsCapacity() {
        try (ReplayBuffer buffer = create(3, 2, 1)) {
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(Contents.of(buffer, 2))
                    .containsExactly(
                            "[5, 6] -0-> 7.0 0.5 [6, 7]", "[6, 7] -0-> 8.0 0.5 [7, 8]", "[7, 8] -0-> 9.0 0.5 [8, 9]");
        }
    }

    @Test
    void withoutReplayHoldsTheNewestTransitionAlone() {
        try (ReplayBuffer buffer = create(0, 2, 1)) {
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2, 3);
            assertThat(Contents.of(buffer, 2)).containsExactly("[1, 2] -0-> 3.0 0.5 [2, 3]");
            buffer.append(0, 4, 1, 0.5f, true, frame(4));
            assertThat(Contents.of(buffer, 2)).containsExactly("[2, 3] -4-> 1.0 0.5 [3, 4]");
            buffer.beginEpisode(0, frame(5));
            append(buffer, 6);
            assertThat(Contents.of(buffer, 2)).containsExactly("[0, 5] -0-> 6.0 0.5 [5, 6]");
        }
    }

    @Test
    void fillsABatchLargerThanItselfWithReplacement() {
        try (ReplayBuffer buffer = create(config(10, true), FRAME, 1, true, 1)) {
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2, 3);
            assertThat(Contents.rows(sample(buffer, 50, 1)))
                    .containsOnly("[1] -0-> 2.0 0.5 [2]", "[2] -0-> 3.0 0.5 [3]");
        }
    }

    @Test
    void refusesCallsOutOfOrder() {
        try (ReplayBuffer buffer = create(10, 1, 1)) {
            assertThatThrownBy(() -> append(buffer, 2)).isInstanceOf(IllegalStateException.class);
            buffer.beginEpisode(0, frame(1));
            buffer.append(0, 0, 0, 0, true, frame(2));
            assertThatThrownBy(() -> append(buffer, 3)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesOtherShapes() {
        try (ReplayBuffer buffer = create(10, 2, 1)) {
            assertThatThrownBy(() -> buffer.beginEpisode(0, new byte[3])).isInstanceOf(IllegalArgumentException.class);
            buffer.beginEpisode(0, frame(1));
            assertThatThrownBy(() -> buffer.append(0, 0, 0, 1, false, new byte[1]))
                    .isInstanceOf(IllegalArgumentException.class);
            append(buffer, 2);
            assertThatThrownBy(() -> sample(buffer, 1, 3)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void forgetsEverythingWhenCleared() {
        try (ReplayBuffer buffer = create(3, 2, 1)) {
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2, 3, 4, 5, 6, 7, 8, 9);
            buffer.clear();
            assertThat(buffer.size()).isZero();
            assertThatThrownBy(() -> append(buffer, 10)).isInstanceOf(IllegalStateException.class);
            buffer.beginEpisode(0, frame(20));
            append(buffer, 21);
            assertThat(Contents.of(buffer, 2)).containsExactly("[0, 20] -0-> 21.0 0.5 [20, 21]");
        }
    }

    @Test
    void drawsTheSameFromTheSameStream() {
        try (ReplayBuffer buffer = create(50, 1, 1)) {
            buffer.beginEpisode(0, frame(1));
            for (int i = 2; i < 60; i++) {
                append(buffer, i);
            }
            assertThat(Contents.rows(sample(buffer, 20, 1))).isEqualTo(Contents.rows(sample(buffer, 20, 1)));
        }
    }

    @Test
    void goesOnWhereItWasSaved() throws IOException {
        try (ReplayBuffer buffer = create(20, 3, 2);
                ReplayBuffer restored = create(20, 3, 2)) {
            buffer.beginEpisode(0, frame(1));
            for (int i = 2; i < 50; i++) {
                append(buffer, i);
            }
            restored.beginEpisode(0, frame(99));
            append(restored, 100, 101);
            load(restored, save(buffer));
            assertThat(restored.size()).isEqualTo(buffer.size());
            for (int i = 50; i < 100; i++) {
                assertThat(Contents.rows(sample(restored, 8, 3))).isEqualTo(Contents.rows(sample(buffer, 8, 3)));
                append(buffer, i);
                append(restored, i);
            }
        }
    }

    @Test
    void refusesToLoadAnotherShape() throws IOException {
        try (ReplayBuffer buffer = create(20, 3, 2);
                ReplayBuffer other = create(20, 3, 1)) {
            byte[] saved = save(buffer);
            assertThatThrownBy(() -> load(other, saved)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void countsItsBytes() {
        try (ReplayBuffer buffer = create(20, 3, 2)) {
            buffer.beginEpisode(0, frame(1));
            append(buffer, 2, 3, 4);
            assertThat(buffer.byteCount()).isGreaterThanOrEqualTo(8);
        }
    }

    /** Discount 1/2, and the frame's number as reward. */
    static void append(ReplayBuffer buffer, int... numbers) {
        for (int number : numbers) {
            buffer.append(0, 0, number, 0.5f, false, frame(number));
        }
    }

    static TransitionBatch sample(ReplayBuffer buffer, int size, int stack) {
        TransitionBatch batch = new TransitionBatch(size, FRAME.stacked(stack));
        Contents.sample(buffer, new RandomStream(3, "sample"), batch);
        return batch;
    }

    static byte[] save(ReplayBuffer buffer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        buffer.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    static void load(ReplayBuffer buffer, byte[] saved) throws IOException {
        buffer.load(new DataInputStream(new ByteArrayInputStream(saved)));
    }

    /** All is refused that would be another state, but another limit in bytes. */
    static void assertSurvivesWrongBits(ReplayBuffer buffer, byte[] saved) throws IOException {
        int shape = 2 + (saved[0] << 8 | saved[1]);
        for (int at = 0; at < saved.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] wrong = saved.clone();
                wrong[at] ^= (byte) (1 << bit);
                try {
                    load(buffer, wrong);
                } catch (IOException e) {
                    assertThat(buffer.size()).isZero();
                    continue;
                }
                if (at < shape || at >= shape + 8) {
                    assertThat(save(buffer)).isEqualTo(saved); // true has many forms
                }
            }
        }
    }
}
