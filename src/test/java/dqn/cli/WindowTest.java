package dqn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program's window on a display of its own, as a person sees it; {@code scripts/install-display} installs that. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WindowTest {
    private static final Path XVFB = Path.of("/usr/bin/Xvfb");

    @TempDir
    private Path temporary;

    private final List<Process> started = new ArrayList<>();
    private String name;

    @BeforeEach
    void openDisplay() throws IOException {
        assumeTrue(Files.isExecutable(XVFB), "no Xvfb: scripts/install-display installs it");
        Process display = new ProcessBuilder(
                        XVFB.toString(), "-displayfd", "1", "-screen", "0", "1000x800x24", "-nolisten", "tcp")
                .redirectError(temporary.resolve("xvfb.log").toFile())
                .start();
        started.add(display);
        String number = display.inputReader().readLine();
        assertThat(number).as("number of the display").isNotNull();
        name = ":" + number;
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(temporary.toFile()).redirectErrorStream(true);
        builder.environment().put("DISPLAY", name);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static String told(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void aPersonPlaysByTheKeysAndLeaves() throws Exception {
        List<String> play = CommandLines.program(Path.of(""));
        play.addAll(List.of("play", "--human", "--game", "open_invaders"));
        Process game = start(play);
        Path seen = temporary.resolve("seen.png");
        List<String> person = new ArrayList<>(play.subList(0, play.indexOf(Main.class.getName())));
        person.addAll(List.of(PersonAtKeyboard.class.getName(), seen.toString()));
        String experience = told(start(person));
        assertThat(experience).isEqualToNormalizingNewlines("moves by itself: false\nmoves by the keys: true\n");
        assertThat(told(game))
                .contains("You play open_invaders")
                .containsPattern("Game 1: left at \\d+, which does not count");
        assertThat(game.waitFor()).isZero();
        assertThat(temporary.resolve("runs/human-scores.csv")).doesNotExist();
        assertThat(seen).isNotEmptyFile();
    }

    @Test
    void aGameThatIsWatchedClosesItsWindowAtItsEnd() throws Exception {
        List<String> play = CommandLines.program(Path.of(""));
        play.addAll(List.of("play", "--policy", "random", "--game", "catch", "--render=window", "--fps", "1000"));
        Process game = start(play);
        assertThat(told(game)).containsPattern("Game 1: score -?1");
        assertThat(game.waitFor()).isZero();
    }
}
