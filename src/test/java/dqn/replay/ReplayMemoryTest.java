package dqn.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.core.ObservationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayMemoryTest {
    private static final int FRAME = 84 * 84;
    private static final long PLENTY = 1L << 50;

    @TempDir
    Path root;

    @Test
    void letsThroughWhatFits() {
        assertThatCode(() -> ReplayMemory.check(1_000_000, FRAME, 8_100_000_000L, PLENTY))
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheNumberThatWouldFit() {
        assertThatThrownBy(() -> ReplayMemory.check(1_000_000, FRAME, 3_200_000_000L, PLENTY))
                .isInstanceOf(DqnException.class)
                .hasMessage("A replay of 1000000 transitions needs 7.1 GB and may take 2.8 GB of the 3.2 GB of free"
                        + " memory: set replay.capacity to at most 390000.");
    }

    @Test
    void letsThroughTheNumberThatItNames() {
        assertThatCode(() -> ReplayMemory.check(390_000, FRAME, 3_200_000_000L, PLENTY))
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheVirtualMachinesLimit() {
        assertThatThrownBy(() -> ReplayMemory.check(1_000_000, FRAME, PLENTY, 500_000_000))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("500.0 MB")
                .hasMessageContaining("MaxDirectMemorySize")
                .hasMessageContaining("at most 61000");
    }

    @Test
    void countsNoMoreThanTheRunCanGather() {
        ReplayConfig huge = ReplayBufferContract.config(100_000_000_000L, true);
        ObservationSpec frame = new ObservationSpec(1, 84, 84);
        assertThatCode(() -> ReplayMemory.check(huge, frame, 100)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ReplayMemory.check(huge, frame, Long.MAX_VALUE))
                .isInstanceOf(DqnException.class);
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
    void knowsNothingWithoutLinux() {
        assertThat(FreeMemory.ofLinux(root)).isEmpty();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
