package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.agent.Actor;
import dqn.core.RandomStream;
import dqn.metrics.MetricSinks;
import dqn.network.dl4j.Dl4jBackend;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole agent learns a tiny game: more than 95 of 100 balls are caught, where chance catches about 20 to 30. */
class CatchLearningTest {
    @ParameterizedTest
    @ValueSource(strings = {"agent.doubleQ=false", "agent.doubleQ=true"})
    void catchesMoreThan95Of100Balls(String change) throws IOException {
        RunConfig config = CatchRuns.config(change);
        try (TrainingRun run = new TrainingRun(config, CatchRuns.GAMES, new Dl4jBackend(), new MetricSinks(Map.of()))) {
            assertThat(run.loop().run(List.of())).isTrue();
            assertThat(caught(config, run)).isGreaterThan(0.95);
        }
    }

    /** The share of balls caught in games of its own. */
    private static double caught(RunConfig config, TrainingRun run) {
        Actor greedy = new Actor(
                run.online(), new RandomStream(7, "greedy"), config.evaluation().epsilon());
        try (ObservedEnvironment environment =
                new ObservedEnvironment(CatchRuns.GAMES, config.environment(), config.observation(), 7)) {
            Scores scores =
                    new Evaluator(environment, greedy).play(config.evaluation().episodes());
            return (scores.mean() + 1) / 2;
        }
    }
}
