package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.core.RandomStream;
import dqn.env.ActionRepeat;
import dqn.env.Counter;
import dqn.env.EnvironmentFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a run ends, what it says of its games, and how often it learns. */
class TrainingLoopTest {
    /** 9 frames a game; an action lasts 4, so that a game's last one is cut short: 4, 8, 9. */
    private static final EnvironmentFactory NINE_FRAMES = (config, source, shown, seed) -> new ActionRepeat(
            new Counter(9, Integer.MAX_VALUE), config.frameSkip(), shown, new RandomStream(seed, "frameSkip"));

    @TempDir
    private Path directory;

    private RecordedRun begin(EnvironmentFactory games, String length, String... changes) throws IOException {
        return RecordedRun.begin(CatchRuns.few(length, changes), games, directory);
    }

    @ParameterizedTest
    @CsvSource({
        "frames, 9, 9, 3, 1", //
        "frames, 10, 13, 4, 1",
        "agentSteps, 5, 17, 5, 1",
        "episodes, 3, 27, 9, 3",
        "iterations, 2, 34, 10, 2"
    })
    void endsWhereItsBudgetIsSpent(String unit, long amount, long frames, long agentSteps, long episodes)
            throws IOException {
        String length = "budget={" + unit + ": " + amount + "}";
        try (RecordedRun run =
                begin(NINE_FRAMES, length, "agent.iterationAgentSteps=5").train()) {
            assertThat(run.run().loop().isFinished()).isTrue();
            assertThat(run.run().counters().frameCount).isEqualTo(frames);
            assertThat(run.run().counters().agentStepCount).isEqualTo(agentSteps);
            assertThat(run.run().counters().episodeCount).isEqualTo(episodes);
            assertThat(run.column("metrics.csv", "frame_count")).containsExactly(Long.toString(frames));
        }
    }

    /** Ends around the ends of periods, with updates from the eighth step on. */
    @ParameterizedTest
    @CsvSource({
        "frames, 39, 40, 13", //
        "frames, 40, 40, 13",
        "frames, 41, 44, 14",
        "frames, 45, 45, 15",
        "agentSteps, 11, 35, 11",
        "agentSteps, 12, 36, 12",
        "agentSteps, 13, 40, 13",
        "agentSteps, 15, 45, 15",
        "episodes, 4, 36, 12",
        "episodes, 5, 45, 15",
        "iterations, 3, 51, 15"
    })
    void endsThereToTheStepInThePipelineToo(String unit, long amount, long frames, long agentSteps) throws IOException {
        for (int every : new int[] {4, 7}) {
            try (RecordedRun run = RecordedRun.begin(
                    CatchRuns.few(
                            "budget={" + unit + ": " + amount + "}",
                            "agent={iterationAgentSteps: 5, update: {every: " + every + ", batch: 2}}",
                            "replay={capacity: 100, start: 4}",
                            "compute.pipeline=true"),
                    NINE_FRAMES,
                    directory.resolve(Integer.toString(every)))) {
                run.train();
                assertThat(run.run().counters().frameCount).isEqualTo(frames);
                assertThat(run.run().counters().agentStepCount).isEqualTo(agentSteps);
                assertThat(run.run().counters().learnerUpdateCount).isEqualTo(agentSteps / every - 1);
            }
        }
    }

    /** A game of 9 steps; every game's mean loss is that of the updates behind the game before. */
    @Test
    void updatesAtTheEndOfAGameAreToldWithIt() throws IOException {
        try (RecordedRun run = begin(
                        CatchRuns.GAMES,
                        "budget={agentSteps: 45}",
                        "agent.update={unit: episodes, every: 1, count: 2}",
                        "replay={capacity: 100, start: 9}")
                .train()) {
            assertThat(run.column("episodes.csv", "learner_update_count")).containsExactly("2", "4", "6", "8", "10");
            assertThat(run.column("episodes.csv", "mean_loss")).doesNotContain("");
        }
    }

    @Test
    void modesAreRandomThenExploreThenExploit() throws IOException {
        String epsilon = "agent.epsilon={from: 1, to: 0.1, over: 50, start: replayStart}";
        try (RecordedRun run = begin(CatchRuns.GAMES, "budget={agentSteps: 120}", epsilon, "replay.start=50")
                .train()) {
            List<String> ends = run.column("episodes.csv", "agent_step_count");
            List<String> modes = run.column("episodes.csv", "mode");
            List<String> values = run.column("episodes.csv", "epsilon");
            assertThat(ends).hasSize(13);
            for (int i = 0; i < ends.size(); i++) {
                int end = Integer.parseInt(ends.get(i));
                assertThat(modes.get(i)).isEqualTo(end < 50 ? "random" : end < 100 ? "explore" : "exploit");
                double fallen = 0.9 * Math.min(1, Math.max(0, end - 50) / 50.0);
                assertThat(Double.parseDouble(values.get(i))).isEqualTo(1 - fallen, within(1e-9));
            }
        }
    }

    /** Nothing is learnt yet, and of 100 actions 20 are random. */
    @ParameterizedTest
    @CsvSource({"0.1, explore", "0.2, exploit"})
    void aGameBeforeLearningIsNotRandomWhereMostActionsAreNot(double to, String later) throws IOException {
        String epsilon = "agent.epsilon={from: 0.2, to: " + to + ", over: 1_000, start: 0}";
        try (RecordedRun run = begin(CatchRuns.GAMES, "budget={agentSteps: 120}", epsilon, "replay.start=50")
                .train()) {
            List<String> ends = run.column("episodes.csv", "agent_step_count");
            List<String> modes = run.column("episodes.csv", "mode");
            for (int i = 0; i < ends.size(); i++) {
                assertThat(modes.get(i)).isEqualTo(Integer.parseInt(ends.get(i)) < 50 ? "explore" : later);
            }
        }
    }

    /** 400 agent steps, 44 games; the first update is at the 100th step, where the replay starts at all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "31 | agent.update={every: 10, batch: 8}",
                "301 | agent.update={every: 1, batch: 1}",
                "400 | agent.update={every: 1, batch: 1};replay={capacity: none, start: 0}",
                "31 | agent.target=none",
                "31 | agent.lossOver=outputs",
                "31 | agent.clipGradient={norm: 0.1};agent.l2=0.001",
                "31 | replay.withReplacement=false",
                "33 | agent.update={unit: episodes, every: 1, count: 1}"
            })
    void learnsAsOftenAsConfigured(int updates, String changes) throws IOException {
        try (RecordedRun run = begin(CatchRuns.GAMES, "budget={agentSteps: 400}", changes.split(";"))) {
            float[] before = run.weights();
            run.train();
            assertThat(run.run().counters().learnerUpdateCount).isEqualTo(updates);
            assertThat(run.weights()).isNotEqualTo(before);
            for (float weight : run.weights()) {
                assertThat(weight).isFinite();
            }
            assertThat(Double.parseDouble(run.column("metrics.csv", "loss").get(0)))
                    .isFinite()
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5})
    void learnsFromScaledRewardsAndTellsRawScores(double scale) throws IOException {
        try (RecordedRun run = begin(
                NINE_FRAMES,
                "budget={episodes: 2}",
                "reward={clip: none, scale: " + scale + "}",
                "replay={start: 8, withReplacement: false}")) {
            run.train();
            float four = (float) (10 * scale);
            assertThat(run.wholeReplay().rewards)
                    .containsExactlyInAnyOrder(
                            four, (float) (26 * scale), (float) (9 * scale), four, (float) (26 * scale), (float)
                                    (9 * scale));
            assertThat(run.column("episodes.csv", "score")).containsExactly("45.0", "45.0");
        }
    }
}
