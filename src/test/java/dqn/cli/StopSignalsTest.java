package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dqn.checkpoint.CheckpointStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program in processes of its own, in a working directory of its own: signals, and the newest run there. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals to send")
class StopSignalsTest {
    private static final Path RUN = Path.of("runs", "first");

    private final String game = CommandLines.game();

    @TempDir
    private Path working;

    @Test
    void savesAndEndsWithTheSignalsCodeSoThatTheRunCanGoOn() throws Exception {
        interrupt(
                "INT",
                130,
                CommandLines.tiny(game, RUN, "--frames", "100_000_000", "--set", "checkpoint.everyFrames=400"));
        long saved = newestFrameCount();
        interrupt("TERM", 143, "train", "--resume", RUN.toString());
        assertThat(newestFrameCount()).isGreaterThan(saved);
        if (!ignores(ProcessHandle.current(), "HUP")) {
            interrupt("HUP", 129, "train", "--resume", RUN.toString());
        }

        Process eval = start("eval", "--epsilon", "0.5");
        String out = new String(eval.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(eval.waitFor()).isZero();
        assertThat(out).startsWith(game + ", " + RUN).hasLineCount(3);
    }

    /** The tables are there before the networks. */
    @Test
    void aRunThatIsStillBeingBuiltSaysHowToBeginIt() throws Exception {
        Process training = start(CommandLines.tiny(game, RUN, "--frames", "8_000"));
        try {
            while (training.isAlive() && Files.notExists(working.resolve(RUN).resolve("timing.csv"))) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            new ProcessBuilder("kill", "-TERM", Long.toString(training.pid())).start();
            assertThat(lastLine(training)) // with a frame count, where it was faster
                    .contains("Stopped ")
                    .contains(" by `dqn train --resume " + RUN + "`");
            assertThat(training.waitFor()).isEqualTo(143);
        } finally {
            training.destroyForcibly();
        }
        Process resumed = start("train", "--resume", RUN.toString());
        assertThat(new String(resumed.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith(game + ": 8,00");
        assertThat(resumed.waitFor()).isZero();
    }

    @Test
    void finishesARecording() throws Exception {
        Path staged = working.resolve(".tmp-1-games.gif");
        Process play =
                start("play", "--policy", "random", "--game", game, "--episodes", "1000", "--record", "games.gif");
        try {
            while (play.isAlive() && (Files.notExists(staged) || Files.size(staged) == 0)) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            new ProcessBuilder("kill", "-TERM", Long.toString(play.pid())).start();
            assertThat(lastLine(play)).contains("Recorded games.gif");
            assertThat(play.waitFor()).isEqualTo(143);
        } finally {
            play.destroyForcibly();
        }
        assertThat(ImageIO.read(working.resolve("games.gif").toFile()).getWidth())
                .isEqualTo(640);
        assertThat(staged).doesNotExist();
    }

    @Test
    void saysWhatToDoWhereThereIsNoRun() throws Exception {
        Process export = start("export", "--out", "agent");
        assertThat(lastLine(export)).startsWith("dqn: There is no run under runs/ yet: train one by `dqn train");
        assertThat(export.waitFor()).isEqualTo(1);
    }

    /** Starts a training, sends the signal once it has saved itself, and waits for its end. */
    private void interrupt(String signal, int exitCode, String... arguments) throws Exception {
        long before = newestFrameCount();
        Process process = start(arguments);
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            while (newestFrameCount() <= before && process.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assumeFalse(signal.equals("INT") && ignores(process.toHandle(), signal), "started where Ctrl-C is ignored");
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            assertThat(err.lines())
                    .anyMatch(line -> line.contains("Training " + game + " in " + RUN))
                    .anyMatch(line -> line.contains("Stopped and saved at "));
            assertThat(process.inputReader().readLine()).isNull();
            assertThat(process.waitFor()).isEqualTo(exitCode);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = CommandLines.program("-Xmx512m");
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command).directory(working.toFile()).start();
    }

    private static String lastLine(Process process) throws IOException {
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            return err.lines().reduce("", (before, line) -> line);
        }
    }

    /**
     * A shell without job control has its background jobs ignore Ctrl-C, as {@code nohup} does with hang-ups, and their
     * children inherit it.
     */
    private static boolean ignores(ProcessHandle process, String signal) throws IOException {
        int bit = List.of("HUP", "INT").indexOf(signal);
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (Files.notExists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> bit & 1) != 0);
        }
    }

    /** 0 before the first. */
    private long newestFrameCount() {
        return new CheckpointStore(working.resolve(RUN))
                .newest()
                .map(checkpoint -> checkpoint.manifest().frameCount())
                .orElse(0L);
    }
}
