package dqn.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {
    @TempDir
    private Path temporary;

    @Test
    void takesAProcessorWithAvx2() throws IOException {
        assertThatCode(() -> Platform.check("amd64", cpu("flags\t\t: fpu sse4_2 avx avx2 bmi1")))
                .doesNotThrowAnyException();
    }

    @Test
    void takesAProcessorThatItCannotAsk() {
        assertThatCode(() -> Platform.check("x86_64", temporary.resolve("none")))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAProcessorWithoutAvx2() throws IOException {
        Path cpu = cpu("flags\t\t: fpu sse4_2 avx avx2_fake");

        assertThatThrownBy(() -> Platform.check("amd64", cpu))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("AVX2");
    }

    @Test
    void refusesArm() {
        assertThatThrownBy(() -> Platform.check("aarch64", temporary.resolve("none")))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("ALE has no native library for this processor (aarch64)");
    }

    private Path cpu(String flags) throws IOException {
        return Files.writeString(temporary.resolve("cpuinfo"), "processor\t: 0\n" + flags + "\n");
    }
}
