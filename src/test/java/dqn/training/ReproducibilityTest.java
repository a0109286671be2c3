package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.env.EnvironmentFactory;
import dqn.env.FrameTap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A seed means one run, bit for bit: begun again, evaluated in between, stopped and resumed, or made longer. */
class ReproducibilityTest {
    private static final String LENGTH = "budget={agentSteps: 3_000}";
    private static final String TABLES = "metrics.csv";
    private static final String GAMES = "episodes.csv";

    @TempDir
    private Path temporary;

    private static RunConfig config(String... changes) {
        return CatchRuns.few(LENGTH, changes);
    }

    private RecordedRun begin(String name, RunConfig config) throws IOException {
        return RecordedRun.begin(config, CatchRuns.GAMES, temporary.resolve(name));
    }

    private RecordedRun resume(String name, RunConfig config) throws IOException {
        return RecordedRun.resume(config, CatchRuns.GAMES, temporary.resolve(name));
    }

    private static RunConfig with(String[] changes, String... more) {
        return config(Stream.concat(Stream.of(changes), Stream.of(more)).toArray(String[]::new));
    }

    private static void assertSame(RecordedRun one, RecordedRun other) throws IOException {
        one.assertSameAs(other);
    }

    @Test
    void theSameSeedGivesTheSameRun() throws IOException {
        try (RecordedRun one = begin("one", config()).train();
                RecordedRun two = begin("two", config()).train();
                RecordedRun other = begin("other", config("seed=2")).train()) {
            assertSame(one, two);
            assertThat(one.column(TABLES, "agent_step_count")).containsExactly("2500", "3000");
            assertThat(one.weights()).isNotEqualTo(other.weights());
            assertThat(one.table(GAMES)).isNotEqualTo(other.table(GAMES));
        }
    }

    @Test
    void evaluatingInBetweenChangesNothing() throws IOException {
        RunConfig evaluated = config("evaluation={everyFrames: 700, episodes: 3, epsilon: 0.5}");
        try (RecordedRun alone = begin("alone", config()).train();
                RecordedRun watched = begin("watched", evaluated).train()) {
            assertSame(alone, watched);
            assertThat(watched.column("evaluations.csv", "frame_count")).containsExactly("700", "1400", "2100", "2800");
            assertThat(watched.column("evaluations.csv", "evaluated_episodes")).containsOnly("3");
            assertThat(alone.column("evaluations.csv", "frame_count")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"network.noisy=true", "agent.distribution={implicit: {samples: 4, kappa: 1}}"})
    void evaluatingWithoutNoiseLeavesTheNoiseAsItWas(String change) throws IOException {
        String[] noisy = {"compute.pipeline=true", change, "agent.epsilon={from: 0, to: 0}"};
        try (RecordedRun alone = begin("alone", config(noisy)).train();
                RecordedRun watched = begin(
                                "watched", with(noisy, "evaluation={everyFrames: 700, episodes: 3, epsilon: 0}"))
                        .train()) {
            assertSame(alone, watched);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEvaluationThatAStopCutShortIsMadeFirstAfterTheResume(boolean pipeline) throws IOException {
        RunConfig config = config("evaluation={everyFrames: 1_100, episodes: 2}", "compute.pipeline=" + pipeline);
        try (RecordedRun whole = begin("whole", config).train()) {
            RecordedRun stopped = stoppedByItsFirstEvaluation(config).train();
            assertThat(stopped.column("evaluations.csv", "frame_count")).isEmpty();
            assertThat(stopped.run().loop().isFinished()).isFalse();
            stopped.close();
            try (RecordedRun parts = resume("parts", config)) {
                assertSame(parts.train(), whole);
                assertThat(parts.column("evaluations.csv", "frame_count")).containsExactly("1100", "2200");
                assertThat(parts.table("evaluations.csv")).isEqualTo(whole.table("evaluations.csv"));
            }
        }
    }

    private RecordedRun stoppedByItsFirstEvaluation(RunConfig config) throws IOException {
        List<RecordedRun> runs = new ArrayList<>();
        EnvironmentFactory games = (environment, source, shown, seed) -> {
            runs.forEach(run -> run.run().loop().requestStop()); // only evaluations make one later
            return CatchRuns.GAMES.create(environment, source, shown, seed);
        };
        runs.add(RecordedRun.begin(config, games, temporary.resolve("parts")));
        return runs.get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent.target={every: 150, unit: agentSteps}",
                "agent={target: none, nStep: 3}",
                "agent={target: {every: 7, unit: updates}, doubleQ: true}",
                "agent.optimizer={rmsPropTensorFlow: {learningRate: 2.5e-4, decay: 0.9, momentum: 0.95, epsilon: 0.01}}",
                "replay={capacity: 200, start: 100}",
                "compute.pipeline=true;agent.weightAverage={updates: 100}",
                "compute.pipeline=true;environment.envs=3;agent={weightAverage: {updates: 50},"
                        + " distribution: {implicit: {samples: 4, kappa: 1}}}",
                "agent={iterationAgentSteps: 400, epsilon: {unit: iterations, over: 5}}",
                "compute.pipeline=true",
                "compute.pipeline=true;agent.update={every: 7, count: 3};agent.target={every: 9, unit: updates}",
                "compute.pipeline=true;replay={capacity: 150, start: 100};agent.nStep=3",
                "environment.envs=3",
                "environment.envs=3;agent.distribution={quantile: {atoms: 4, kappa: 1}}",
                "compute.pipeline=true;network={noisy: true, head: dueling};agent.epsilon={from: 0, to: 0}",
                "compute.pipeline=true;agent={randomShift: 2, munchausen: {alpha: 0.9, temperature: 0.03, clip: -1}}",
                "compute.pipeline=true;agent={distribution: {quantile: {atoms: 5, kappa: 1}}, nStep: 3}",
                "compute.pipeline=true;environment.envs=3;agent.distribution={implicit: {samples: 4, kappa: 1}}",
                "compute.pipeline=true;replay.sampling={prioritized: {alpha: 0.6, beta: {from: 0.4, to: 1, over: 2_000}}}",
                "agent={distribution: {categorical: {atoms: 5, from: -2, to: 2}}, doubleQ: true}",
                "compute.pipeline=true;environment.envs=3;agent.update={every: 4, batch: 4}",
                "compute.pipeline=true;environment.envs=8;agent.update={every: 4, batch: 4}",
                "compute.pipeline=true;agent={target: {every: 20, unit: episodes}, update: {every: 1, batch: 2}}",
                "agent={randomActions: 2, terminalTarget: zero}",
                "observation.afterReset=old",
                "compute.pipeline=true;observation.afterReset=old;replay.pairs={every: 4, after: 10, acrossEpisodes: true}",
                "environment.envs=3;replay={start: 20, pairs: {every: 3, after: 0, acrossEpisodes: false}}",
                "agent={iterationAgentSteps: 500, update: {unit: iterations, every: 1, count: 40}};"
                        + "replay={start: 20, clear: iteration, pairs: {every: 4, after: 44, acrossEpisodes: true}}",
                "agent={update: {every: 1, batch: 1}, terminalTarget: previous};replay={capacity: none, start: 0}"
            })
    void goesOnAfterAStopAsIfThereHadBeenNone(String change) throws IOException {
        List<String> changes = new ArrayList<>(List.of(change.split(";")));
        changes.add("evaluation={everyFrames: 1_100, episodes: 2}");
        RunConfig config = config(changes.toArray(String[]::new));
        try (RecordedRun whole = begin("whole", config).train()) {
            begin("parts", config).stoppedAfter(1_303).train().close(); // the 145th game has begun
            resume("parts", config).stoppedAfter(2_503).train().close();
            try (RecordedRun parts = resume("parts", config).train()) {
                assertSame(parts, whole);
                assertThat(parts.table("evaluations.csv")).isEqualTo(whole.table("evaluations.csv"));
                assertThat(parts.run().counters().agentStepCount)
                        .isEqualTo(whole.run().counters().agentStepCount)
                        .isBetween(3_000L, 3_007L);
                assertThat(parts.run().counters().episodeCount)
                        .isEqualTo(whole.run().counters().episodeCount);
                assertThat(parts.run().online().optimizerState())
                        .usingRecursiveComparison()
                        .isEqualTo(whole.run().online().optimizerState());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesOnFromItsLastCheckpointAfterItWasKilled(boolean pipeline) throws IOException {
        String mode = "compute.pipeline=" + pipeline;
        RunConfig config = config("checkpoint.everyFrames=1_000", mode);
        try (RecordedRun whole = begin("whole", config(mode)).train()) {
            try (RecordedRun killed = begin("parts", config)) {
                killed.watchedBy(() -> {
                    if (killed.run().counters().agentStepCount == 2_700) {
                        throw new IOException("killed");
                    }
                });
                assertThatThrownBy(killed::train).hasMessage("killed");
                assertThat(killed.column(TABLES, "agent_step_count")).containsExactly("2500");
            }
            try (RecordedRun parts = resume("parts", config)) {
                assertThat(parts.run().counters().agentStepCount).isEqualTo(2_000);
                assertThat(parts.column(TABLES, "agent_step_count")).isEmpty();
                assertSame(parts.train(), whole);
            }
        }
    }

    /** In the pipeline an end may cut a period: what is pending then must not be lost. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1700 | compute.pipeline=false",
                "1700 | compute.pipeline=true",
                "1701 | compute.pipeline=true",
                "1709 | compute.pipeline=true;agent.update={count: 3}",
                "99 | compute.pipeline=true",
                "104 | compute.pipeline=true;agent.nStep=3",
                "1701 | compute.pipeline=true;replay={capacity: 150, start: 100};agent.target={every: 7}",
                "1701 | compute.pipeline=true;network.noisy=true;agent={epsilon: {from: 0, to: 0}, update: {count: 3}}",
                "1700 | compute.pipeline=true;network.noisy=true;agent.epsilon={from: 0, to: 0}",
                "1701 | compute.pipeline=true;agent={distribution: {implicit: {samples: 4, kappa: 1}}, update: {count: 3}}",
                "95 | compute.pipeline=true;network.noisy=true;agent.epsilon={from: 0, to: 0}",
                "1700 | agent={update: {every: 1, batch: 1}, terminalTarget: previous};replay={capacity: none, start: 0}",
                "1701 | compute.pipeline=true;replay.pairs={every: 4, after: 0, acrossEpisodes: true}",
                "1699 | observation.afterReset=old;replay.pairs={every: 2, after: 0, acrossEpisodes: true}",
                "1701 | compute.pipeline=true;replay.sampling={prioritized: {alpha: 0.6, beta: {from: 0, to: 1, over: 400}}}"
            })
    void anEndThatIsMovedLeavesNoTrace(int end, String changes) throws IOException {
        String[] mode = changes.split(";");
        String evaluation = "evaluation={everyFrames: 850, episodes: 2}";
        try (RecordedRun whole = begin("whole", with(mode, evaluation)).train()) {
            RunConfig ended = with(mode, evaluation, "budget={agentSteps: " + end + "}");
            try (RecordedRun shorter = begin("parts", ended).train()) {
                assertThat(shorter.column(TABLES, "agent_step_count")).containsExactly(Integer.toString(end));
                assertThat(shorter.column("evaluations.csv", "frame_count")).hasSize(end / 850);
            }
            try (RecordedRun longer = resume("parts", with(mode, evaluation)).train()) {
                assertSame(longer, whole);
                assertThat(longer.table("evaluations.csv")).isEqualTo(whole.table("evaluations.csv"));
            }
        }
    }

    /** Ends of several environments are where all have taken the step. */
    @ParameterizedTest
    @CsvSource({"1700, 3, 7", "1701, 3, 4", "1703, 8, 4", "1705, 8, 16"})
    void anEndOfSeveralEnvironmentsThatIsMovedLeavesNoTrace(int end, int envs, int every) throws IOException {
        String[] changes = {
            "compute.pipeline=true", "environment.envs=" + envs, "agent.update={every: " + every + ", batch: 4}"
        };
        try (RecordedRun whole = begin("whole", config(changes)).train()) {
            begin("parts", with(changes, "budget={agentSteps: " + end + "}"))
                    .train()
                    .close();
            try (RecordedRun longer = resume("parts", config(changes)).train()) {
                assertSame(longer, whole);
            }
        }
    }

    /** As a signal comes: in the middle of a step, before learning, beside an update, in the last period. */
    @ParameterizedTest
    @CsvSource({"37, 1", "1303, 1", "2995, 1", "1303, 3"})
    void goesOnAfterAStopInTheMiddleOfAStep(int step, int envs) throws IOException {
        String[] changes = {"compute.pipeline=true", "environment.envs=" + envs};
        try (RecordedRun whole = begin("whole", config(changes)).train()) {
            RecordedRun stopped = stoppedInStep(config(changes), step).train();
            assertThat(stopped.run().counters().agentStepCount)
                    .isBetween((long) step, Math.min(3_000, step + 10L + envs));
            stopped.close();
            try (RecordedRun parts = resume("parts", config(changes)).train()) {
                assertSame(parts, whole);
            }
        }
    }

    private RecordedRun stoppedInStep(RunConfig config, int step) throws IOException {
        List<RecordedRun> runs = new ArrayList<>();
        AtomicInteger steps = new AtomicInteger();
        EnvironmentFactory games = (environment, source, shown, seed) ->
                new FrameTap(CatchRuns.GAMES.create(environment, source, shown, seed), (frame, at) -> {
                    if (frame.episodeFrames() > 0 && steps.incrementAndGet() == step) {
                        runs.get(0).run().loop().requestStop();
                    }
                });
        runs.add(RecordedRun.begin(config, games, temporary.resolve("parts")));
        return runs.get(0);
    }

    @Test
    void refusesToGoOnInAnotherModeOrNumberOfEnvironments() throws IOException {
        begin("parts", config("compute.pipeline=true", "budget={agentSteps: 500}"))
                .train()
                .close();
        assertThatThrownBy(() -> resume("parts", config())).hasMessageContaining("compute.pipeline");
        assertThatThrownBy(() -> resume("parts", config("compute.pipeline=true", "environment.envs=2")))
                .hasMessageContaining("environments");
    }

    @Test
    void thePipelineIsAnotherRun() throws IOException {
        try (RecordedRun one = begin("one", config("compute.pipeline=true")).train();
                RecordedRun two = begin("two", config("compute.pipeline=true")).train();
                RecordedRun sequential = begin("sequential", config()).train()) {
            assertSame(one, two);
            assertThat(one.weights()).isNotEqualTo(sequential.weights());
        }
    }

    @Test
    void resumingWhatIsFinishedTrainsNothing() throws IOException {
        try (RecordedRun finished = begin("run", config()).train()) {
            String table = finished.table(TABLES);
            try (RecordedRun again = resume("run", config()).train()) {
                assertThat(again.weights()).isEqualTo(finished.weights());
                assertThat(again.table(TABLES)).isEqualTo(table);
                assertThat(again.run().summary())
                        .isEqualTo(finished.run().summary())
                        .contains("3,000 frames");
            }
        }
    }

    @Test
    void beginsWithTheWeightsOfAnotherRun() throws IOException {
        RunConfig next = config("seed=2", "budget={agentSteps: 1}");
        try (RecordedRun first = begin("first", config()).train();
                RecordedRun fresh = begin("fresh", next);
                RecordedRun second = begin("second", next)) {
            assertThat(second.weights()).isEqualTo(fresh.weights()).isNotEqualTo(first.weights());
            second.run().initialize(first.weights());
            second.train();
            assertThat(second.weights()).isEqualTo(first.weights());
            ByteBuffer target = ByteBuffer.wrap(second.state("target"));
            float[] targetWeights = new float[first.weights().length];
            target.asFloatBuffer().get(targetWeights);
            assertThat(targetWeights).isEqualTo(first.weights());
        }
    }
}
