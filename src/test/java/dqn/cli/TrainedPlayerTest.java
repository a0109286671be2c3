package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.agent.Policy;
import dqn.core.RandomStream;
import dqn.network.dl4j.ModelFile;
import dqn.training.ObservedEnvironment;
import dqn.training.RunConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedPlayerTest {
    @TempDir
    private Path temporary;

    private Path train(String name, String... more) {
        Path run = temporary.resolve(name);
        List<String> command = List.of("train", "--game", "catch", "--agent-steps", "300", "--run", run.toString());
        CommandLines.Result result = CommandLines.run(
                Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        return run;
    }

    private static TrainedPlayer player(Path agent) {
        Agents.Trained trained = Agents.find(agent, new ModelFile());
        return new TrainedPlayer(trained.config().orElseThrow(), trained, Backends.fastest(), 0);
    }

    /** Of the first observation of a game. */
    private static float[] values(TrainedPlayer player) {
        RunConfig config = player.config();
        try (player;
                ObservedEnvironment environment = new ObservedEnvironment(
                        Games.of("catch", Optional.empty()), config.environment(), config.observation(), 1)) {
            environment.reset();
            Policy policy = player.policy(environment, new RandomStream(1, "test"));
            policy.act(environment.stack());
            return policy.values().orElseThrow().clone();
        }
    }

    @Test
    void untrainedIsAsItsRunBegan() {
        Path first = train("first");
        Path second = train("second", "--seed", "2", "--init", first.toString());
        float[] trained = values(player(first));
        assertThat(values(player(second))).isNotEqualTo(trained);
        assertThat(values(player(second).untrained())).isEqualTo(trained);
        assertThat(values(player(first).untrained())).isNotEqualTo(trained);
    }
}
