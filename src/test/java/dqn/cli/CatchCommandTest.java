package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The game without a cartridge, by whole command lines. */
class CatchCommandTest {
    @TempDir
    private Path temporary;

    private static Result succeed(String... arguments) {
        Result result = CommandLines.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result;
    }

    @Test
    void isLearntEvaluatedAndPlayedByItsOwnPreset() throws Exception {
        String run = temporary.resolve("run").toString();

        Result trained = succeed("train", "--game", "catch", "--run", run, "--agent-steps", "8000");
        Result evaluated = succeed("eval", "--checkpoint", run, "--episodes", "50");
        Result played = succeed("play", "--checkpoint", run, "--render=none", "--episodes", "2");

        assertThat(trained.out()).startsWith("catch: 8,000 frames, 7,800 updates, 888 games");
        assertThat(Files.readString(Path.of(run, "manifest.json"))).contains("\"rom\" : \"none\"");
        assertThat(evaluated.out()).containsPattern("mean score (1\\.0|0\\.9)");
        assertThat(played.out()).hasLineCount(2).startsWith("Game 1: score ");
    }

    @Test
    void chanceCatchesAboutOneBallInFour() {
        Result result = succeed("eval", "--game", "catch", "--policy", "random", "--episodes", "400");

        double mean = Double.parseDouble(result.out().replaceAll("(?s).*mean score (-?[0-9.]+).*", "$1"));
        assertThat(mean).as(result.out().toLowerCase(Locale.ROOT)).isBetween(-0.7, -0.4);
    }

    @Test
    void hasNoCartridge() {
        Result result = CommandLines.run("eval", "--game", "catch", "--policy", "random", "--rom", "any.bin");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualToNormalizingNewlines("dqn: catch is played without a cartridge: leave out --rom.\n");
    }

    /** In a form that the launcher does not read, which says two here. */
    @Test
    void computesOnAsManyThreadsAsItsConfigurationSays() throws Exception {
        Path run = temporary.resolve("run");
        List<String> command = CommandLines.program("-Ddqn.threads=2");
        command.addAll(
                List.of("train", "--game", "catch", "--agent-steps", "300", "--set", "compute={threads: 1}", "--run"));
        command.add(run.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(temporary.resolve("err").toFile());
        builder.environment().remove("DQN_THREADS");

        assertThat(builder.start().waitFor()).isZero();

        assertThat(Files.readString(run.resolve("manifest.json"))).contains("\"threads\" : 1");
    }
}
