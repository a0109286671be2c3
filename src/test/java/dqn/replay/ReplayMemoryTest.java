package dqn.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.core.FreeMemory;
import dqn.core.InvalidSetting;
import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.replay.ReplayConfig.Capacity;
import dqn.replay.ReplayConfig.Clear;
import dqn.replay.ReplayConfig.Uniform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayMemoryTest {
    private static final double RAW = 84 * 84 + 10;
    private static final long PLENTY = 1L << 50;

    @TempDir
    Path root;

    private static final ObservationSpec SHAPE = new ObservationSpec(1, 84, 84);
    private static final ReplayConfig MILLION = ReplayBufferContract.config(1_000_000, true);

    private static ReplayConfig sized(long bytes, long start) {
        return new ReplayConfig(
                Capacity.ofBytes(bytes), start, new Uniform(), true, Clear.NEVER, Optional.empty(), true);
    }

    /** At 200 bytes expected, 300 for certain. */
    private static void check(ReplayConfig config, long gathered, long free, long direct) {
        ReplayMemory.check(config, RAW, 200, gathered, free, direct, PLENTY);
    }

    @Test
    void letsThroughWhatFits() {
        assertThatCode(() -> check(MILLION, PLENTY, 350_000_000, PLENTY)).doesNotThrowAnyException();
    }

    @Test
    void namesTheNumberThatWouldFit() {
        assertThatThrownBy(() -> check(MILLION, PLENTY, 320_000_000, PLENTY))
                .isInstanceOf(DqnException.class)
                .hasMessage("A replay of 1000000 transitions may need 300.0 MB and may take 280.0 MB of the 320.0 MB of"
                        + " free memory that the network leaves: set replay.capacity to at most 930000.");
    }

    @Test
    void letsThroughTheNumberThatItNames() {
        assertThatCode(() -> check(ReplayBufferContract.config(930_000, true), PLENTY, 320_000_000, PLENTY))
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheVirtualMachinesLimit() {
        assertThatThrownBy(() -> check(MILLION, PLENTY, PLENTY, 50_000_000))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("50.0 MB")
                .hasMessageContaining("MaxDirectMemorySize")
                .hasMessageContaining("at most 140000");
    }

    @Test
    void countsNoMoreThanTheRunCanGather() {
        ReplayConfig huge = ReplayBufferContract.config(100_000_000_000L, true);
        assertThatCode(() -> check(huge, 100, 1_000_000, PLENTY)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(huge, Long.MAX_VALUE, 1_000_000, PLENTY)).isInstanceOf(DqnException.class);
    }

    @Test
    void neverExpectsMoreThanFramesAsTheyAre() {
        assertThatCode(() -> ReplayMemory.check(MILLION, RAW, RAW, PLENTY, 8_100_000_000L, PLENTY, PLENTY))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesASizeThatTheMachineHasNot() {
        assertThatCode(() -> check(sized(280_000_000, 0), PLENTY, 320_000_000, PLENTY))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(sized(281_000_000, 0), PLENTY, 320_000_000, PLENTY))
                .isInstanceOf(DqnException.class);
    }

    @Test
    void refusesASizeInWhichLearningMightNeverStart() {
        assertThatCode(() -> ReplayMemory.requireStart(sized(3_300_000, 10_000), 300, 300_000))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ReplayMemory.requireStart(sized(3_300_000, 10_001), 300, 300_000))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(
                        "replay.start must not be above the 10000 transitions that surely fit into the capacity, but"
                                + " is 10001");
    }

    /** So learning, which begins at that many, also goes on: frames kept as they are leave no margin. */
    @Test
    void whatSurelyFitsStaysAlsoWhenSomeIsForgotten() {
        ReplayConfig raw = new ReplayConfig(
                Capacity.ofBytes(8_000_000), 0, new Uniform(), true, Clear.NEVER, Optional.empty(), false);
        byte[] frame = new byte[SHAPE.size()];
        try (RingReplayBuffer buffer = RingReplayBuffer.create(raw, SHAPE, 4, true, 1, 2)) {
            long fit = (long) ((raw.mostBytes() - buffer.spareBytes()) / RAW);
            long least = Long.MAX_VALUE;
            buffer.beginEpisode(0, frame);
            buffer.beginEpisode(1, frame);
            for (int i = 0; i < 5_000; i++) {
                buffer.append(i % 2, 0, 0, 0.9f, false, frame);
                least = i < 2_000 ? least : Math.min(least, buffer.size());
            }
            assertThat(least).isBetween(fit, 1_132L);
        }
    }

    /** Each is an episode, of which the last frame is kept too. */
    @Test
    void countsBothFramesOfAPair() {
        ReplayConfig paired = new ReplayConfig(
                Capacity.ofTransitions(1_000_000),
                0,
                new Uniform(),
                true,
                Clear.NEVER,
                Optional.of(new ReplayConfig.Pairs(2, 0, false)),
                false);
        try (RingReplayBuffer buffer = RingReplayBuffer.create(paired, SHAPE, 1, true, 1, 1)) {
            for (int i = 0; i < 1_000; i++) {
                buffer.beginEpisode(0, new byte[SHAPE.size()]);
                buffer.append(0, 0, 0, 0.9f, true, new byte[SHAPE.size()]);
            }
            double each = ReplayMemory.cautiousBytesPerTransition(paired, SHAPE, Collections.emptyIterator());
            assertThat((double) buffer.byteCount() / buffer.size()).isBetween(0.8 * each, 1.1 * each);
        }
    }

    @Test
    void estimatesWhatTheStoreWillTake() {
        RandomStream random = new RandomStream(1, "frames");
        byte[] frame = new byte[SHAPE.size()];
        int[] place = new int[1];
        Iterator<byte[]> frames = Stream.generate(() -> {
                    frame[place[0]] = 0; // one dot that jumps about
                    place[0] = random.nextInt(frame.length);
                    frame[place[0]] = (byte) 200;
                    return frame;
                })
                .iterator();
        double each = ReplayMemory.bytesPerTransition(MILLION, SHAPE, frames);
        try (ReplayBuffer buffer = RingReplayBuffer.create(MILLION, SHAPE, 4, true, 1, 1)) {
            buffer.beginEpisode(0, frames.next());
            for (int i = 0; i < 100_000; i++) {
                buffer.append(0, 0, 0, 0.9f, false, frames.next());
            }
            double taken = (double) buffer.byteCount() / buffer.size();
            assertThat(taken).isBetween(0.5 * each, 2 * each);
        }
    }

    @Test
    void knowsWhatFramesTakeAsTheyAre() {
        ReplayConfig raw = new ReplayConfig(
                Capacity.ofTransitions(1_000_000), 0, new Uniform(), true, Clear.NEVER, Optional.empty(), false);
        assertThat(ReplayMemory.bytesPerTransition(raw, SHAPE, Collections.emptyIterator()))
                .isBetween(7_062.0, 7_070.0);
    }

    @Test
    void countsPrioritiesAndLooksAtTheHeap() {
        ReplayConfig prioritized = PrioritizedReplayBufferContract.prioritized(1_000_000);
        assertThat(ReplayMemory.priorityBytes(prioritized)).isEqualTo(52);
        assertThat(ReplayMemory.priorityBytes(MILLION)).isZero();
        assertThatCode(() -> ReplayMemory.check(prioritized, RAW, 232, PLENTY, PLENTY, PLENTY, 67_000_000))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ReplayMemory.check(prioritized, RAW, 232, PLENTY, PLENTY, PLENTY, 64_000_000))
                .isInstanceOf(DqnException.class)
                .hasMessage("A replay of 1000000 transitions may need 58.3 MB and may take 56.0 MB of the 64.0 MB of"
                        + " memory that Java's heap (DQN_HEAP) has beside the network, for all but the frames: set replay.capacity to"
                        + " at most 960000.");
    }

    @Test
    void asksThisMachine() {
        assertThat(FreeMemory.ofMachine()).isPositive();
        assertThat(FreeMemory.ofDirectBuffers()).isPositive();
    }

    @Test
    void readsWhatLinuxCallsAvailable() throws IOException {
        write("proc/meminfo", "MemTotal:       2000 kB\nMemFree:        100 kB\nMemAvailable:   1000 kB\n");
        assertThat(FreeMemory.ofLinux(root)).hasValue(1_024_000);
    }

    @Test
    void staysWithinTheControlGroupsAround() throws IOException {
        write("proc/meminfo", "MemAvailable:   1000000 kB\n");
        write("proc/self/cgroup", "0::/outer/inner\n");
        write("sys/fs/cgroup/outer/inner/memory.max", "max\n");
        write("sys/fs/cgroup/outer/memory.max", "5000\n");
        write("sys/fs/cgroup/outer/memory.current", "3000\n");
        write("sys/fs/cgroup/outer/memory.stat", "anon 1\nfile 700\ninactive_file 400\nactive_file 300\n");
        assertThat(FreeMemory.ofLinux(root)).hasValue(2_400);
    }

    @Test
    void staysWithinTheGroupSeenFromInsideAContainer() throws IOException {
        write("proc/meminfo", "MemAvailable:   1000000 kB\n");
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/memory.max", "5000\n");
        write("sys/fs/cgroup/memory.current", "6000\n");
        assertThat(FreeMemory.ofLinux(root)).hasValue(0);
    }

    @Test
    void staysWithinAGroupOfTheFirstVersion() throws IOException {
        write("proc/meminfo", "MemAvailable:   1000000 kB\n");
        write("proc/self/cgroup", "5:cpu,cpuacct:/a\n4:memory:/a/b\n0::/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "5000\n");
        write("sys/fs/cgroup/memory/a/memory.usage_in_bytes", "3000\n");
        write("sys/fs/cgroup/memory/a/memory.stat", "inactive_file 1\ntotal_inactive_file 400\n");
        assertThat(FreeMemory.ofLinux(root)).hasValue(2_400);
    }

    @Test
    void knowsNothingWithoutLinux() {
        assertThat(FreeMemory.ofLinux(root)).isEmpty();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
