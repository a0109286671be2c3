package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The torture at reduced length; {@code scripts/torture} runs it in full. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process that was killed there has another exit code")
class TortureTest {
    private static final int FRAMES = 4_500;
    /** All of them: then none is missed, however slow the machine. */
    private static final int KEEP = 100;

    @ParameterizedTest
    @CsvSource({"open_invaders, --no-pipeline", "space_invaders, --set=compute.pipeline=true"})
    void aKilledRunEndsAsIfItHadNeverBeenInterrupted(String game, String pipeline, @TempDir Path folder)
            throws Exception {
        CommandLines.assumeRom(game);
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        TortureReport report = new TortureReport(new PrintStream(log, true, StandardCharsets.UTF_8));
        Torture torture = new Torture(folder, 7, report);

        torture.run(TortureSetting.small("small", game, FRAMES, KEEP, pipeline), 3);

        assertThat(report.differences())
                .as(log.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(report.kills()).isEqualTo(3);
    }
}
