package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ConfigException;
import dqn.training.ConfigLoader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PresetsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new PresetsCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    assertThat(failure).isInstanceOf(ConfigException.class);
                    err.append(failure.getMessage());
                    return 2;
                })
                .execute(arguments);
    }

    @Test
    void listsNamesWithTheirDescription() {
        assertThat(run("list")).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("dopamine +Dopamine's DQN .*"))
                .anyMatch(line -> line.matches("default +The default: .*"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void showsAFileThatCanBeRun(@TempDir Path folder) throws Exception {
        assertThat(run("show", "nature")).isZero();
        Path shown = Files.writeString(folder.resolve("shown.yaml"), out.toString());
        ConfigLoader loader = new ConfigLoader();
        assertThat(loader.resolveFile(shown, List.of())).isEqualTo(loader.resolvePreset("nature", List.of()));
    }

    @Test
    void refusesAnUnknownName() {
        assertThat(run("show", "natur")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("there is no preset natur: did you mean nature?");
    }

    @Test
    void showsItsUsageWithoutACommand() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("list", "show");
    }
}
