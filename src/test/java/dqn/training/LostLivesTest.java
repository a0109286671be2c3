package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dqn.core.TransitionBatch;
import dqn.env.Counter;
import dqn.env.EnvironmentFactory;
import dqn.env.EpisodeCap;
import dqn.env.LifeLoss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the agent makes of lost lives and of games cut off. The game shows 0, 1, 2 ... 9 and rewards each step with the
 * number that it leads to; the third and the sixth step cost a life.
 */
class LostLivesTest {
    private static final EnvironmentFactory GAMES = (config, source, shown, seed) ->
            new LifeLoss(new EpisodeCap(new Counter(9, 3), config.maxEpisodeFrames()), config.lifeLoss());

    @TempDir
    private Path directory;

    private RecordedRun begin(String... changes) throws IOException {
        List<String> sets = new ArrayList<>(List.of(
                "observation.stack=2",
                "reward.clip=none",
                "agent={discount: 0.5, update: {batch: 1}}",
                "replay={start: 1, withReplacement: false}"));
        sets.addAll(List.of(changes));
        RunConfig config = CatchRuns.few("budget={episodes: 2}", sets.toArray(String[]::new));
        return RecordedRun.begin(config, GAMES, directory);
    }

    /** All that was stored, sorted: state, reward, discount, next state where it counts. */
    private static List<String> transitions(RecordedRun run) {
        TransitionBatch all = run.wholeReplay();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String next = all.discounts[i] == 0 ? "-" : all.nextStates[2 * i] + " " + all.nextStates[2 * i + 1];
            texts.add(String.format(
                    Locale.ROOT,
                    "%d %d, %.0f, %.1f, %s",
                    all.states[2 * i],
                    all.states[2 * i + 1],
                    all.rewards[i],
                    all.discounts[i],
                    next));
        }
        texts.sort(null);
        return texts;
    }

    @Test
    void aLostLifeEndsTheTrainingEpisodeButNotTheGame() throws IOException {
        try (RecordedRun run = begin("environment.lifeLoss=episode").train()) {
            assertThat(transitions(run))
                    .hasSize(18)
                    .contains(
                            "1 2, 3, 0.0, -",
                            "0 3, 4, 0.5, 3 4",
                            "4 5, 6, 0.0, -",
                            "0 6, 7, 0.5, 6 7",
                            "7 8, 9, 0.0, -")
                    .doesNotContain("2 3, 4, 0.5, 3 4");
            assertWholeGames(run);
        }
    }

    @Test
    void aLostLifeMayCutTheValueOnly() throws IOException {
        try (RecordedRun run = begin("environment.lifeLoss=discount").train()) {
            assertThat(transitions(run))
                    .hasSize(18)
                    .contains(
                            "1 2, 3, 0.0, -",
                            "2 3, 4, 0.5, 3 4",
                            "4 5, 6, 0.0, -",
                            "5 6, 7, 0.5, 6 7",
                            "7 8, 9, 0.0, -");
            assertWholeGames(run);
        }
    }

    @Test
    void aLostLifeMayMeanNothing() throws IOException {
        try (RecordedRun run = begin("environment.lifeLoss=ignore").train()) {
            assertThat(transitions(run)).hasSize(18).contains("1 2, 3, 0.5, 2 3", "7 8, 9, 0.0, -");
            assertWholeGames(run);
        }
    }

    private static void assertWholeGames(RecordedRun run) throws IOException {
        assertThat(run.column("episodes.csv", "score")).containsExactly("45.0", "45.0");
        assertThat(run.column("episodes.csv", "length_agent_steps")).containsExactly("9", "9");
        assertThat(run.run().counters().episodeCount).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"episode", "discount", "ignore"})
    void aGameCutOffKeepsTheValueOfItsRealLastObservation(String lifeLoss) throws IOException {
        try (RecordedRun run = begin("environment={maxEpisodeFrames: 5, lifeLoss: " + lifeLoss + "}")
                .train()) {
            assertThat(transitions(run)).hasSize(10).contains("3 4, 5, 0.5, 4 5");
            assertThat(run.column("episodes.csv", "score")).containsExactly("15.0", "15.0");
        }
    }

    /**
     * A linear network of one input learns once, from the fifth step alone: s = 4, r = 5, s' = 5. With Q(s) = (0.5 s +
     * 0.1, 0.2 - s) the target is 5 + 0.5 * Q0(5) = 5 + 0.5 * 2.6 = 6.3 where the game is cut off there, and 5 where it
     * has ended. Squared error: each weight moves by 2 * learningRate * error * s, each bias by 2 * learningRate * error.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTargetIsTheOneWorkedOutByHand(boolean cutOff) throws IOException {
        EnvironmentFactory games = (config, source, shown, seed) ->
                new EpisodeCap(new Counter(cutOff ? 9 : 5, 9), config.maxEpisodeFrames());
        RunConfig config = CatchRuns.few(
                "budget={agentSteps: 5}",
                "environment.maxEpisodeFrames=" + (cutOff ? 5 : 100),
                "observation.scale=1",
                "reward.clip=none",
                "network.layers=[]",
                "agent={discount: 0.5, target: none, update: {every: 5, batch: 1}}",
                "agent.optimizer={sgd: {learningRate: 0.01, momentum: 0}}",
                "replay={capacity: none, start: 0}");
        try (RecordedRun run = RecordedRun.begin(config, games, directory)) {
            run.run().initialize(new float[] {0.5f, -1, 0.1f, 0.2f});
            run.train();
            int action = run.weights()[0] == 0.5f ? 1 : 0;
            double target = cutOff ? 6.3 : 5;
            double step = 0.02 * (target - (action == 0 ? 2.1 : -3.8));
            float[] expected = {0.5f, -1, 0.1f, 0.2f};
            expected[action] += (float) (4 * step);
            expected[2 + action] += (float) step;
            assertThat(run.weights()).containsExactly(expected, offset(1e-6f));
        }
    }
}
