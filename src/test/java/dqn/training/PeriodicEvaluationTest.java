package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.agent.ActionValues;
import dqn.agent.Actor;
import dqn.core.RandomStream;
import dqn.env.EnvironmentConfig;
import dqn.env.EnvironmentFactory;
import dqn.network.QNetwork;
import dqn.network.onednn.OneDnnBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodicEvaluationTest {
    private static final int GAMES = 50;
    private static final double EPSILON = 0.2;

    @TempDir
    private Path directory;

    /** At the end of the run, whose weights are those that are evaluated. */
    @ParameterizedTest
    @ValueSource(strings = {"agent.weightAverage={updates: 20}", "network.noisy=true"})
    void isOfTheNetworkThatActsWithoutNoiseByTheRulesOfEvaluations(String change) throws IOException {
        RunConfig config = CatchRuns.few(
                "budget={agentSteps: 990}",
                "compute.pipeline=true",
                "evaluation={everyFrames: 990, episodes: " + GAMES + ", epsilon: " + EPSILON
                        + ", maxEpisodeFrames: 77}",
                change);
        List<EnvironmentConfig> rules = new ArrayList<>();
        EnvironmentFactory games = (environment, source, shown, seed) -> {
            rules.add(environment);
            return CatchRuns.GAMES.create(environment, source, shown, seed);
        };
        try (RecordedRun run = RecordedRun.begin(config, games, directory).train()) {
            assertThat(run.column("evaluations.csv", "mean_score"))
                    .containsExactly(Double.toString(meanScore(run, config)));
        }
        assertThat(rules).containsExactly(config.environment(), config.evaluationEnvironment());
        assertThat(rules.get(1).maxEpisodeFrames()).isEqualTo(77);
    }

    private static double meanScore(RecordedRun run, RunConfig config) {
        RandomStream random = new RandomStream(config.seed(), "evaluation at frame 990");
        long seed = random.nextLong(Long.MAX_VALUE);
        try (QNetwork network = new OneDnnBackend(2).create(run.run().online().spec(), 1);
                ObservedEnvironment environment = new ObservedEnvironment(
                        CatchRuns.GAMES, config.evaluationEnvironment(), config.observation(), seed)) {
            network.writeParameters(run.weights());
            network.silenceNoise();
            Actor actor = new Actor(network, ActionValues.of(config.agent()), random, EPSILON);
            return new Evaluator(environment, actor).play(GAMES).mean();
        }
    }
}
