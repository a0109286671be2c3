package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.TransitionBatch;
import dqn.env.Counter;
import dqn.env.EnvironmentFactory;
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
 * What is learnt from where steps become transitions in another way than usual, worked out by hand. The game shows 0, 1, 2,
 * 3, 4, 5 and rewards each step with the number that it leads to.
 */
class OtherTransitionsTest {
    private static final EnvironmentFactory GAMES = (config, source, shown, seed) -> new Counter(5, Integer.MAX_VALUE);

    @TempDir
    private Path directory;

    /** All that was stored, sorted: state, reward, discount, next state where it counts. */
    private List<String> transitions(String... changes) throws IOException {
        List<String> sets = new ArrayList<>(List.of(
                "reward.clip=none", "agent={discount: 0.5, update: {every: 12, batch: 1}}", "replay={start: 1}"));
        sets.addAll(List.of(changes));
        sets.add("replay.withReplacement=false");
        RunConfig config = CatchRuns.few("budget={agentSteps: 12}", sets.toArray(String[]::new));
        try (RecordedRun run =
                RecordedRun.begin(config, GAMES, directory.resolve("run")).train()) {
            TransitionBatch all = run.wholeReplay();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                String next = all.discounts[i] == 0 ? "-" : Integer.toString(all.nextStates[i]);
                texts.add(String.format(
                        Locale.ROOT, "%d, %.0f, %.1f, %s", all.states[i], all.rewards[i], all.discounts[i], next));
            }
            texts.sort(null);
            return texts;
        }
    }

    @Test
    void usuallyEachStepIsOne() throws IOException {
        assertThat(transitions())
                .containsExactly(
                        "0, 1, 0.5, 1",
                        "0, 1, 0.5, 1",
                        "0, 1, 0.5, 1",
                        "1, 2, 0.5, 2",
                        "1, 2, 0.5, 2",
                        "1, 2, 0.5, 2",
                        "2, 3, 0.5, 3",
                        "2, 3, 0.5, 3",
                        "3, 4, 0.5, 4",
                        "3, 4, 0.5, 4",
                        "4, 5, 0.0, -",
                        "4, 5, 0.0, -");
    }

    @Test
    void anOldPictureStandsWhereAGameBegins() throws IOException {
        assertThat(transitions("observation.afterReset=old"))
                .containsExactly(
                        "0, 1, 0.5, 1",
                        "1, 2, 0.5, 2",
                        "1, 2, 0.5, 2",
                        "1, 2, 0.5, 2",
                        "2, 3, 0.5, 3",
                        "2, 3, 0.5, 3",
                        "3, 4, 0.5, 4",
                        "3, 4, 0.5, 4",
                        "4, 5, 0.0, -",
                        "4, 5, 0.0, -",
                        "5, 1, 0.5, 1",
                        "5, 1, 0.5, 1");
    }

    /** Steps 1 and 2, 4 and 5, 7 and 8, 10 and 11 from 1 on; the fourth pair begins with a game's last step. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPairIsTheMaximumOfTwoSteps(boolean pipeline) throws IOException {
        String mode = "compute.pipeline=" + pipeline;
        assertThat(transitions(mode, "replay.pairs={every: 3, after: 0, acrossEpisodes: false}"))
                .containsExactly("1, 3, 0.5, 2", "2, 5, 0.5, 3", "4, 9, 0.0, -");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPairMayReachIntoTheNextGame(boolean pipeline) throws IOException {
        String mode = "compute.pipeline=" + pipeline;
        assertThat(transitions(mode, "replay.pairs={every: 3, after: 0, acrossEpisodes: true}"))
                .containsExactly("1, 3, 0.5, 2", "2, 5, 0.5, 3", "4, 6, 0.5, 5", "4, 9, 0.0, -");
    }

    /** The seventh step, the first of a pair, is the last of an iteration; a new game begins in the midst of the second. */
    @Test
    void aPairReachesIntoNoGameThatBeginsWithAnIteration() throws IOException {
        assertThat(transitions(
                        "agent={iterationAgentSteps: 7, update: {unit: iterations, every: 1}}",
                        "replay.pairs={every: 3, after: 0, acrossEpisodes: false}"))
                .containsExactly("1, 3, 0.5, 2", "3, 7, 0.5, 4", "4, 9, 0.0, -");
    }

    @Test
    void aPairMayReachIntoTheNextGameWhoseBeginningNobodySaw() throws IOException {
        assertThat(transitions("observation.afterReset=old", "replay.pairs={every: 3, after: 0, acrossEpisodes: true}"))
                .containsExactly("1, 3, 0.5, 2", "2, 5, 0.5, 3", "4, 9, 0.0, -", "5, 6, 0.5, 5");
    }

    @Test
    void theFirstStepsMayBeLeftOut() throws IOException {
        assertThat(transitions("replay.pairs={every: 3, after: 1, acrossEpisodes: true}"))
                .containsExactly("1, 3, 0.5, 2", "2, 5, 0.5, 3", "3, 7, 0.5, 4", "4, 6, 0.5, 5");
    }

    /** An iteration of 10 steps, then the first 2 of the next: one is left out again, and half a pair has come. */
    @Test
    void theyAreLeftOutAgainWhereTheReplayWasEmptied() throws IOException {
        String pairs = "pairs: {every: 2, after: 1, acrossEpisodes: false}";
        assertThat(transitions(
                        "budget={agentSteps: 13}",
                        "agent={iterationAgentSteps: 10, update: {unit: iterations, every: 1}}",
                        "replay={clear: iteration, " + pairs + "}"))
                .containsExactly("2, 5, 0.5, 3");
    }
}
