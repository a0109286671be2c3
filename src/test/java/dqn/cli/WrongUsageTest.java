package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake gets its exit code and a line that helps; nothing is written for it. */
class WrongUsageTest {
    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | Unknown options: '--fames' | train --fames 100",
                "2 | did you mean agent.discount? | train --set agent.discont=0.9",
                "2 | did you mean nature? | train --preset natur",
                "2 | did you mean 'space_invaders'? | train --game space_invader",
                "2 | for two players | train --game combat",
                "2 | must be at least 1, not 0 | train --frames 0",
                "2 | must be at least 1, not 0 | train --episodes 0",
                "2 | budget.frames | train --frames many",
                "2 | budget.frames | train --frames -4",
                "2 | seed | train --seed x",
                "2 | '--seed' | eval --seed x",
                "2 | from 1 to 1024 | train --threads 0",
                "2 | compute.backend | train --backend cuda",
                "2 | network.head cannot be dueling | train --set network.head=dueling --set network.layers=[]",
                "2 | nowhere.yaml | train --config nowhere.yaml",
                "1 | nowhere | train --game open_invaders --init nowhere",
                "1 | nowhere.zip | eval --checkpoint nowhere.zip",
                "2 | mutually exclusive | train --frames 1 --episodes 1",
                "2 | such as agent.discount=0.99 | train --set agent.discount",
                "2 | --episodes must be from 1 to 1000000, not 0 | eval --policy random --game pong --episodes 0",
                "2 | --epsilon must be from 0 to 1, not 2. | eval --epsilon 2",
                "2 | --epsilon must be from 0 to 1, not NaN | play --epsilon NaN --render=none",
                "2 | --checkpoint and --policy exclude each other | eval --checkpoint x --policy random --game pong",
                "2 | --epsilon is an agent's | eval --policy random --game pong --epsilon 0.1",
                "2 | needs a game | eval --policy random",
                "2 | needs a game | eval --policy random --set environment.stickyActions=0",
                "2 | --policy is random or constant:ACTION, not clever | eval --policy clever --game pong",
                "2 | did you mean 'breakout'? | eval --policy random --game brekout",
                "2 | did you mean --checkpoint | eval --checkpont x",
                "2 | Invalid value for option '--render' | play --render=cinema",
                "1 | There is no run in nowhere | train --resume nowhere",
                "1 | There is no nowhere: name a run, a checkpoint or a model file | eval --checkpoint nowhere",
                "1 | There is no nowhere: name a run, a checkpoint or a model file | play --checkpoint nowhere --render=none",
                "1 | did you mean docs/data? | eval --checkpoint docs/dat",
                "1 | did you mean docs/data? | play --checkpoint docs/dat --render=none",
                "1 | did you mean docs/data? | inspect --checkpoint docs/dat",
                "1 | the nearest by name, `dqn train --resume docs/data/learning/search-n5` | train --resume docs/data/learning/serch-n5",
                "1 | There is no nowhere: name a run directory | report nowhere",
                "2 | Missing required parameter: 'RUN' | report",
                "2 | did you mean --png | report nowhere --pgn",
                "2 | --reference x must be a number, not Infinity | report nowhere --reference x=Infinity",
                "2 | NAME=SCORE | report nowhere --reference x",
                "1 | nowhere.bin | train --rom nowhere.bin"
            })
    void isRefused(int exitCode, String saying, String arguments) {
        Path run = temporary.resolve("run");
        String[] all = arguments.startsWith("train") && !arguments.contains("--resume")
                ? (arguments + " --run " + run).split(" ")
                : arguments.split(" ");
        Result result = CommandLines.run(all);
        assertThat(result.err()).startsWith("dqn: ").contains(saying).doesNotContain("\tat ");
        assertThat(result.err().lines().count()).isLessThanOrEqualTo(2);
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
        assertThat(Files.exists(run)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"open_invaders", "space_invaders"})
    void namesTheActionsThatThereAre(String game) {
        CommandLines.assumeRom(game);
        Result result = CommandLines.run("eval", "--policy", "constant:FIER", "--game", game);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        game + " has no action FIER",
                        "NOOP, FIRE, RIGHT, LEFT, RIGHTFIRE, LEFTFIRE",
                        "did you mean FIRE?");
    }
}
