package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class GameChoiceTest {
    @TempDir
    private Path temporary;

    /** By an option, by a key, by a preset, by a file, by its ROM. */
    @ParameterizedTest
    @CsvSource({
        "--any, false",
        "--game space_invaders, true",
        "--set game=pong, true",
        "--set seed=5, false",
        "--preset quick, true",
        "--preset nature, false",
        "--config NAMES, true",
        "--config NAMES_NONE, false",
        "--rom any.bin, true"
    })
    void knowsWhetherAGameWasNamed(String arguments, boolean named) throws IOException {
        Path names = Files.writeString(temporary.resolve("names.yaml"), "game: space_invaders\n");
        Path namesNone = Files.writeString(temporary.resolve("none.yaml"), "seed: 5\n");
        ConfigOptions options = new ConfigOptions();
        new CommandLine(options)
                .setUnmatchedArgumentsAllowed(true)
                .parseArgs(arguments
                        .replace("NAMES_NONE", namesNone.toString())
                        .replace("NAMES", names.toString())
                        .split(" "));

        assertThat(new GameChoice(options).isNamed(List.of())).isEqualTo(named);
    }
}
