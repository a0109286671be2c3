package dqn.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlatformTest {
    @Test
    void takesAProcessorWithAvx2() {
        assertThatCode(() -> Platform.check("amd64", with("fpu", "avx", "avx2")))
                .doesNotThrowAnyException();
    }

    @Test
    void takesAProcessorThatItCannotAsk() {
        assertThatCode(() -> Platform.check("x86_64", with())).doesNotThrowAnyException();
    }

    @Test
    void refusesAProcessorWithoutAvx2() {
        assertThatThrownBy(() -> Platform.check("amd64", with("fpu", "avx", "avx2_fake")))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("AVX2");
    }

    @Test
    void refusesArm() {
        assertThatThrownBy(() -> Platform.check("aarch64", with()))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("ALE has no native library for this processor (aarch64)");
    }

    private static Processor with(String... features) {
        return new Processor("unknown", "", Set.of(features));
    }
}
