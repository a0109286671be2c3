package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a clone plays in which nobody has trained anything: a process where there is no {@code runs/}. */
class ShippedAgentTest {
    /** Of 20 games: three standard errors of 86 below the 912 of 100 games. Random play has 150, holding a button 285. */
    private static final double CERTAIN = 650;

    @TempDir
    private Path empty;

    @Test
    void playsAsWellAsReadmeSays() throws Exception {
        CommandLines.assumeRom("space_invaders");
        Path home = Path.of("").toAbsolutePath();

        JsonNode scores = eval("--episodes", "20", "--seed", "7");

        assertThat(scores.get("game").asString()).isEqualTo("space_invaders");
        assertThat(scores.get("checkpoint").asString())
                .isEqualTo(
                        home.resolve("models/space_invaders-default/model.zip").toString());
        assertThat(scores.get("mean").asDouble()).as(scores.toString()).isGreaterThan(CERTAIN);
        JsonNode protocol = scores.get("protocol");
        assertThat(protocol.get("epsilon").asDouble()).isEqualTo(0.05);
        assertThat(protocol.get("stickyActions").asDouble()).isEqualTo(0.25);
    }

    private JsonNode eval(String... options) throws IOException, InterruptedException {
        Path err = empty.resolve("err");
        Path out = empty.resolve("out");
        List<String> command = CommandLines.program("-Xmx512m", "-XX:MaxDirectMemorySize=1t");
        command.addAll(List.of("eval", "--json"));
        command.addAll(List.of(options));
        int exitCode = new ProcessBuilder(command)
                .directory(empty.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        assertThat(exitCode).as(Files.readString(err)).isZero();
        assertThat(err).content().contains("taking the shipped agent");
        return JsonMapper.shared().readTree(Files.readString(out));
    }
}
