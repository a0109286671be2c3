package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class EngineOptionsTest {
    @Command
    private static final class Anything {
        @Mixin
        private EngineOptions engines;
    }

    private static OptionalInt coresHere(String... options) {
        Anything command = new Anything();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(options);
        return command.engines.coresHere();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"local | 1", "local[2] | 2", "local[12,3] | 12"})
    void aSparkWithinTheProgramHasSoManyCores(String master, int cores) {
        assertThat(coresHere("--engine", "spark", "--master", master)).hasValue(cores);
    }

    @Test
    void otherwiseThereAreAllOfThisMachine() {
        int all = Runtime.getRuntime().availableProcessors();

        assertThat(coresHere()).hasValue(all);
        assertThat(coresHere("--engine", "spark")).hasValue(all);
        assertThat(coresHere("--engine", "spark", "--master", "local[*,4]")).hasValue(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark://localhost:7077", "local-cluster[2,1,1024]", "local[0]", "local[x]"})
    void nothingIsKnownOfOthers(String master) {
        assertThat(coresHere("--engine", "spark", "--master", master)).isEmpty();
    }
}
