package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatLinuxCounts() throws IOException {
        Path status = folder.resolve("status");
        Files.writeString(status, "VmPeak:\t  900 kB\nVmRSS:\t   123 kB\nRssAnon:\t 7 kB\n");
        assertThat(ResidentMemory.byteCount(status)).hasValue(123 * 1024);
    }

    @Test
    void knowsNothingElsewhere() {
        assertThat(ResidentMemory.byteCount(folder.resolve("status"))).isEmpty();
    }
}
