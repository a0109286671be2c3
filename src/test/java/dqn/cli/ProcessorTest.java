package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {
    @TempDir
    private Path temporary;

    @Test
    void isReadFromLinuxsFile() throws IOException {
        Processor processor = read("GenuineIntel", "Intel(R) Xeon(R): Gold", "fpu avx2 avx512_bf16");

        assertThat(processor.name()).isEqualTo("Intel(R) Xeon(R): Gold");
        assertThat(processor.maker()).isEqualTo("GenuineIntel");
        assertThat(processor.features()).containsExactlyInAnyOrder("fpu", "avx2", "avx512_bf16");
    }

    @Test
    void isUnknownWhereThereIsNoSuchFile() {
        Processor processor = Processor.in(temporary.resolve("none"));

        assertThat(processor.name()).isEqualTo("unknown");
        assertThat(processor.features()).isEmpty();
    }

    @Test
    void isUnknownWhereTheFileSaysOtherThings() throws IOException {
        Path file = Files.writeString(temporary.resolve("cpuinfo"), "processor\t: 0\nHardware\t: something\n");

        assertThat(Processor.in(file).name()).isEqualTo("unknown");
        assertThat(Processor.in(file).features()).isEmpty();
    }

    @Test
    void multipliesBf16SlowlyOnlyOnIntelsWithoutAmx() throws IOException {
        assertThat(read("GenuineIntel", "Xeon", "avx512_bf16").isBf16Fast()).isFalse();
        assertThat(read("GenuineIntel", "Xeon", "avx512_bf16 amx_bf16").isBf16Fast())
                .isTrue();
        assertThat(read("AuthenticAMD", "EPYC", "avx512_bf16").isBf16Fast()).isTrue();
        assertThat(Processor.in(temporary.resolve("none")).isBf16Fast()).isTrue();
    }

    private Processor read(String maker, String name, String features) throws IOException {
        String core = "vendor_id\t: " + maker + "\nmodel name\t: " + name + "\nflags\t\t: " + features + "\n\n";
        return Processor.in(Files.writeString(temporary.resolve("cpuinfo"), core + core));
    }
}
