package dqn.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "programs are started by a shell")
class WorkTest {
    @TempDir
    private Path run;

    /** A training that does nothing more, and this evaluation. */
    private int carryOut(String evaluation) throws Exception {
        List<String> evaluate = List.of("/bin/sh", "-c", "cd " + run + "; " + evaluation, "eval");
        return new Work(
                        run.toString(),
                        run.resolve("log").toString(),
                        1,
                        List.of("false"),
                        List.of("true"),
                        evaluate,
                        run.resolve("eval.json").toString())
                .carryOut();
    }

    @Test
    void anEvaluationTakesThePlaceOfTheOneBeforeOnceItIsWhole() throws Exception {
        Files.createFile(run.resolve("config.yaml"));
        Files.createDirectories(run.resolve("checkpoints/7"));
        Path printed = Files.writeString(run.resolve("eval.json"), "of the rung before");

        assertThat(carryOut("printf half; exit 1")).isEqualTo(1);
        assertThat(printed).hasContent("of the rung before");

        assertThat(carryOut("cp eval.json meanwhile; printf %s \"$1\"")).isZero();
        assertThat(run.resolve("meanwhile")).hasContent("of the rung before");
        assertThat(printed).hasContent(run.resolve("checkpoints/7").toString());
    }
}
