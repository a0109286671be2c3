package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.env.Catch;
import dqn.env.Counter;
import dqn.env.EnvironmentFactory;
import dqn.env.FrameTap;
import dqn.env.LifeLoss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run by iterations: gather, learn, forget. Games of Catch last 9 steps, so an iteration of 100 ends within the 12th. */
class IterationsTest {
    @TempDir
    private Path directory;

    @Test
    void eachIterationGathersLearnsAndForgets() throws IOException {
        RunConfig config = CatchRuns.few(
                "budget={iterations: 5}",
                "agent={iterationAgentSteps: 100, update: {every: 1, unit: iterations, count: 20}}",
                "agent.epsilon={from: 1, to: 0, schedule: exponential, factor: 0.5, unit: iterations, start: 0}",
                "replay={start: 1, clear: iteration}");
        List<Integer> frames = new ArrayList<>();
        EnvironmentFactory factory = (environment, source, shown, seed) ->
                new FrameTap(new Catch(seed), (game, step) -> frames.add(game.episodeFrames()));
        List<Long> sizes = new ArrayList<>();
        List<Long> updates = new ArrayList<>();
        try (RecordedRun run = RecordedRun.begin(config, factory, directory)) {
            run.watchedBy(() -> {
                sizes.add(run.replay().size());
                updates.add(run.run().counters().learnerUpdateCount);
            });
            run.train();
            assertThat(run.run().counters().agentStepCount).isEqualTo(500);
            assertThat(run.run().counters().iterationCount).isEqualTo(5);
            assertThat(run.run().counters().episodeCount).isEqualTo(5 * 11);
            assertThat(Collections.frequency(frames, 0)).as("resets").isEqualTo(5 * 12 + 1);
            assertThat(run.column("episodes.csv", "length_agent_steps")).containsOnly("9");
            assertThat(run.column("episodes.csv", "score")).containsOnly("1.0", "-1.0");
            assertThat(run.column("episodes.csv", "epsilon"))
                    .isEqualTo(elevenTimes("1.0", "0.5", "0.25", "0.125", "0.0625"));
        }
        assertThat(sizes)
                .isEqualTo(
                        LongStream.rangeClosed(1, 500).map(i -> i % 100).boxed().toList());
        assertThat(updates)
                .isEqualTo(LongStream.rangeClosed(1, 500)
                        .map(i -> i / 100 * 20)
                        .boxed()
                        .toList());
    }

    private static List<String> elevenTimes(String... values) {
        List<String> all = new ArrayList<>();
        for (String value : values) {
            all.addAll(Collections.nCopies(11, value));
        }
        return all;
    }

    /** Without this, the next iteration would begin in the middle of a game and count a part of its score. */
    @Test
    void beginsWithANewGameAlsoWhereALifeHasJustEnded() throws IOException {
        RunConfig config = CatchRuns.few(
                "budget={agentSteps: 12}",
                "environment.lifeLoss=episode",
                "agent={iterationAgentSteps: 3, update: {every: 1, unit: iterations, batch: 1}}",
                "reward.clip=none",
                "replay={start: 1, withReplacement: false}");
        EnvironmentFactory lives =
                (environment, source, shown, seed) -> new LifeLoss(new Counter(9, 3), environment.lifeLoss());
        try (RecordedRun run = RecordedRun.begin(config, lives, directory)) {
            run.train();
            assertThat(run.wholeReplay().rewards).containsOnly(1, 2, 3);
            assertThat(run.column("episodes.csv", "score")).isEmpty();
        }
    }
}
