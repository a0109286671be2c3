package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a person gets wrong on the command line is told in a sentence, ends with 2 and leaves nothing behind. */
class RefusedValuesTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine(CommandLine.defaultFactory())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eval --episodes 0 | --episodes must be from 1 to 1000000, not 0.",
                "eval --policy random --game pong --episodes -1 | --episodes must be from 1 to 1000000, not -1.",
                "eval --epsilon 1.5 | --epsilon must be from 0 to 1, not 1.5.",
                "eval --epsilon NaN | --epsilon must be from 0 to 1, not NaN.",
                "play --epsilon -0.1 | --epsilon must be from 0 to 1, not -0.1.",
                "play --width 10 | --width must be from 80 to 10000, not 10.",
                "play --fps Infinity | --fps must be from 1 to 1000, not Infinity.",
                "train --game nosuch | There is no game 'nosuch': 'dqn roms list' shows all that there are.",
                "train --game open_invaders --backend dl4j --preset dopamine --set compute.precision=bf16 | The dl4j backend computes in float32 only: set"
            })
    void isTold(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("dqn: " + message);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"train,--run", "train,--config", "train,--resume", "train,--init", "eval,--checkpoint", "eval,--rom"})
    void aPathIsNotEmpty(String command, String option) {
        assertThat(run(command, option, "")).isEqualTo(2);
        assertThat(err.toString()).contains("'" + option + "': it is empty, but must name a file or folder");
    }

    @Test
    void resumingKeepsTheReplay(@TempDir Path folder) throws Exception {
        Files.createFile(folder.resolve("config.yaml"));

        assertThat(run("train", "--resume", folder.toString(), "--replay", "300"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--resume goes on with the run's own configuration");
        assertThat(folder.resolve("config.yaml")).isEmptyFile();
    }

    @Test
    void aFileThatIsNoModelIsNamedWithWhatToDo(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("model.zip"), "no model");

        assertThat(run("eval", "--checkpoint", file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("dqn: " + file + " cannot be read as a model: ")
                .endsWith("; name another run, checkpoint or model file." + System.lineSeparator());
    }
}
