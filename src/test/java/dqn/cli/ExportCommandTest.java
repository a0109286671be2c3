package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code dqn export}, of one tiny run. */
class ExportCommandTest {
    private static final String GAME = CommandLines.game();

    @TempDir
    private static Path shared;

    private static Path run;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void trainOnce() {
        run = shared.resolve(GAME);
        assertThat(CommandLines.run(CommandLines.tiny(
                                GAME, run, "--frames", "800", "--set", "evaluation.maxEpisodeFrames=400"))
                        .exitCode())
                .isZero();
    }

    private static Result export(Path from, Path to) {
        return CommandLines.run("export", "--checkpoint", from.toString(), "--out", to.toString());
    }

    private static JsonNode eval(Path agent) {
        Result result = CommandLines.run("eval", "--checkpoint", agent.toString(), "--episodes", "2", "--json");
        assertThat(result.exitCode()).as(result.err()).isZero();
        return JsonMapper.shared().readTree(result.out());
    }

    @Test
    void theAgentPlaysAsBeforeAndTakesLessRoom() throws IOException {
        Path out = temporary.resolve("deep/er/agent");
        Result result = export(run, out);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo(out + System.lineSeparator());
        assertThat(out).isDirectoryContaining("glob:**model.zip").isDirectoryContaining("glob:**manifest.json");
        assertThat(eval(out).get("scores")).isEqualTo(eval(run).get("scores"));
        Path checkpoint = run.resolve("checkpoints/800");
        assertThat(Files.size(out.resolve("model.zip"))).isLessThan(Files.size(checkpoint.resolve("model.zip")) / 2);
        JsonNode manifest = JsonMapper.shared().readTree(Files.readString(out.resolve("manifest.json")));
        assertThat(manifest.get("frameCount").asLong()).isEqualTo(800);
        assertThat(manifest.get("files").propertyNames()).containsExactly("model.zip");
    }

    @Test
    void anExportedAgentCanBeExportedAndBegunWith() {
        Path first = temporary.resolve("first");
        Path second = temporary.resolve("second");
        assertThat(export(run, first).exitCode()).isZero();
        assertThat(export(first, second).exitCode()).isZero();
        assertThat(first.resolve("model.zip")).hasSameBinaryContentAs(second.resolve("model.zip"));
        Path begun = temporary.resolve("begun");
        Result result =
                CommandLines.run(CommandLines.tiny(GAME, begun, "--frames", "800", "--init", second.toString()));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @Test
    void nothingIsOverwritten() {
        Result result = export(run, run);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains(run + " exists already: name another folder, or remove it.");
    }

    @Test
    void aChangedAgentIsRefused() throws IOException {
        Path out = temporary.resolve("changed");
        assertThat(export(run, out).exitCode()).isZero();
        byte[] model = Files.readAllBytes(out.resolve("model.zip"));
        model[model.length / 2]++;
        Files.write(out.resolve("model.zip"), model);
        Result result = CommandLines.run("eval", "--checkpoint", out.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("is not whole (model.zip was changed)");
    }

    @Test
    void whatIsNoRunIsRefused() {
        Result result = export(temporary, temporary.resolve("out"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("is no run, no checkpoint and no model file");
    }
}
