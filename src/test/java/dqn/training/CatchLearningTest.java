package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.agent.ActionValues;
import dqn.agent.Actor;
import dqn.core.RandomStream;
import dqn.metrics.MetricSinks;
import dqn.network.NetworkBackend;
import dqn.network.dl4j.Dl4jBackend;
import dqn.network.onednn.OneDnnBackend;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole agent learns a tiny game: more than 95 of 100 balls are caught, where chance catches about 20 to 30. */
class CatchLearningTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent.doubleQ=false",
                "agent.doubleQ=true",
                "agent.nStep=3",
                "network.head=dueling",
                "agent.distribution={categorical: {atoms: 21, from: -1.5, to: 1.5}}",
                "agent.distribution={quantile: {atoms: 16, kappa: 1}}",
                "agent.distribution={implicit: {samples: 8, kappa: 1}}",
                "agent.weightAverage={updates: 500}",
                "agent.munchausen={alpha: 0.9, temperature: 0.03, clip: -1}",
                "agent={distribution: {quantile: {atoms: 16, kappa: 1}}, munchausen: {alpha: 0.9, temperature: 0.03, clip: -1}}",
                "replay.sampling={prioritized: {alpha: 0.6, beta: {from: 0.4, to: 1, over: 10_000}}}",
                "agent.randomShift=1;budget={agentSteps: 30_000}",
                "network={noisy: true, layers: [{dense: 256}]};agent.epsilon={from: 0, to: 0};budget={agentSteps: 30_000}"
            })
    void catchesMoreThan95Of100Balls(String change) throws IOException {
        RunConfig config = CatchRuns.config(change.split(";"));
        try (TrainingRun run = new TrainingRun(config, CatchRuns.GAMES, backend(change), new MetricSinks(Map.of()))) {
            assertThat(run.loop().run(List.of())).isTrue();
            assertThat(caught(config, run)).isGreaterThan(0.95);
        }
    }

    /** The slow one only for what it is the reference of. */
    private static NetworkBackend backend(String change) {
        return change.equals("agent.doubleQ=false") ? new Dl4jBackend() : new OneDnnBackend(1);
    }

    /** The share of balls caught in games of its own. */
    private static double caught(RunConfig config, TrainingRun run) {
        run.acting().silenceNoise();
        Actor greedy = new Actor(
                run.acting(),
                ActionValues.of(config.agent()),
                new RandomStream(7, "greedy"),
                config.evaluation().epsilon());
        try (ObservedEnvironment environment =
                new ObservedEnvironment(CatchRuns.GAMES, config.environment(), config.observation(), 7)) {
            Scores scores =
                    new Evaluator(environment, greedy).play(config.evaluation().episodes());
            return (scores.mean() + 1) / 2;
        }
    }
}
