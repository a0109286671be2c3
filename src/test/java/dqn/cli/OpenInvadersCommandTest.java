package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The game that comes with the program, by whole command lines: nothing of it is fetched. */
class OpenInvadersCommandTest {
    @Test
    void isReady() {
        assertThat(CommandLines.run("roms", "list").out()).containsPattern("(?m)^open_invaders +ready$");
    }

    @Test
    void isTrained(@TempDir Path folder) {
        Path run = folder.resolve("run");
        String[] train = CommandLines.tiny(run, "--frames", "1600");
        for (int i = 0; i < train.length; i++) {
            train[i] = train[i].equals("space_invaders") ? "open_invaders" : train[i];
        }

        Result result = CommandLines.run(train);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("open_invaders: 1,600 frames, 75 updates, ");
        Result evaluation =
                CommandLines.run("eval", "--checkpoint", run.toString(), "--episodes", "1", "--epsilon", "1");
        assertThat(evaluation.exitCode()).as(evaluation.err()).isZero();
        assertThat(evaluation.out()).startsWith("open_invaders");
    }
}
