package dqn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.Logged;
import dqn.metrics.EpisodeMetrics.Mode;
import java.io.IOException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarningSinkTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private final Logged log = new Logged(WarningSink.class);
    private long updates;

    @AfterEach
    void close() {
        log.close();
    }

    private static WarningSink sink(double bound, double random) {
        return new WarningSink(bound, OptionalDouble.of(random));
    }

    private static void games(WarningSink sink, int count, Mode mode, double... scores) {
        for (int i = 0; i < count; i++) {
            sink.onEpisode(new EpisodeMetrics(1, 4, 1, 0, 1, scores[i % scores.length], 5, 0.01, 1, 1, mode));
        }
    }

    private void progress(WarningSink sink, double loss, double maxQ) {
        updates++;
        sink.onProgress(new ProgressMetrics(4, 1, updates, 1, 0.01, 1, loss, maxQ));
    }

    private static void actions(WarningSink sink, int count, int... actions) {
        for (int i = 0; i < count; i++) {
            sink.onGreedyAction(actions[i % actions.length]);
        }
    }

    /** 40 and 60 by turns: mean 50, standard deviation 10.05, twice the standard error 2.01. */
    @Test
    void warnsOfScoresBelowChance() {
        games(sink(NONE, 52), 100, Mode.EXPLOIT, 40, 60);
        assertThat(log.lines()).isEmpty();
        WarningSink sink = sink(NONE, 52.02);
        games(sink, 99, Mode.EXPLOIT, 40, 60);
        assertThat(log.lines()).isEmpty();
        games(sink, 1, Mode.EXPLOIT, 60);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith(
                        "Scores are below chance: the last 100 games scored 50.0 on average, random play scores 52.0");
    }

    @Test
    void doesNotJudgeAnAgentThatStillExploresNorAGameThatNobodyKnows() {
        games(sink(NONE, 52), 500, Mode.EXPLORE, 0);
        games(new WarningSink(NONE, OptionalDouble.empty()), 500, Mode.EXPLOIT, 0);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void warnsOnceForAsLongAsItHolds() {
        WarningSink sink = sink(NONE, 52);
        games(sink, 1_000, Mode.EXPLOIT, 0);
        assertThat(log.lines()).hasSize(1);
        games(sink, 100, Mode.EXPLOIT, 100);
        games(sink, 100, Mode.EXPLOIT, 0);
        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void takesWhatFlickersAsOne() {
        Occurrence occurrence = new Occurrence();
        assertThat(occurrence.begins(true)).isTrue();
        for (int i = 0; i < Occurrence.CALM_LOOKS - 1; i++) {
            assertThat(occurrence.begins(false)).isFalse();
        }
        assertThat(occurrence.begins(true)).isFalse();
        for (int i = 0; i < Occurrence.CALM_LOOKS; i++) {
            assertThat(occurrence.begins(false)).isFalse();
        }
        assertThat(occurrence.begins(true)).isTrue();
    }

    @Test
    void warnsOfOneActionThatIsNearlyAll() {
        WarningSink sink = sink(NONE, 0);
        actions(sink, WarningSink.ACTIONS * 94 / 100, 3);
        actions(sink, WarningSink.ACTIONS * 6 / 100, 0, 1);
        assertThat(log.lines()).isEmpty();
        actions(sink, WarningSink.ACTIONS * 95 / 100, 3);
        actions(sink, WarningSink.ACTIONS * 5 / 100, 0);
        actions(sink, 5 * WarningSink.ACTIONS, 3);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("One action is nearly all that the agent chooses: number 3, counted from 0, 95.0 %");
    }

    @Test
    void warnsOfValuesThatNoStateIsWorth() {
        WarningSink sink = sink(100, 0);
        progress(sink, 1, 100);
        progress(sink, 1, -100);
        assertThat(log.lines()).isEmpty();
        progress(sink, 1, 101);
        progress(sink, 1, -1_000);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("Q-values diverge: their mean is 101.0 where no state is worth more than 100.0");
    }

    /** Games of return 5: without another bound, ten times that. */
    @Test
    void takesTheGamesThatWerePlayedWhereRewardsAreNotClipped() {
        WarningSink sink = sink(NONE, 0);
        progress(sink, 1, 0);
        progress(sink, 1, 1e9);
        assertThat(log.lines()).isEmpty();
        games(sink, 1, Mode.EXPLOIT, 1);
        progress(sink, 1, 50);
        assertThat(log.lines()).isEmpty();
        progress(sink, 1, 51);
        assertThat(log.lines()).hasSize(1);
    }

    /** An untrained network that is shown the console's memory, in bytes. */
    @Test
    void largeValuesThatWereThereBeforeLearningAreNoDivergence() {
        WarningSink sink = sink(NONE, 0);
        games(sink, 1, Mode.EXPLOIT, 1);
        sink.onUpdate(new double[] {-100, -60});
        sink.onUpdate(new double[] {-1e6});
        progress(sink, 1, 800);
        assertThat(log.lines()).isEmpty();
        progress(sink, 1, 801);
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void warnsOfNoNumberOnlyWhereThereWereUpdates() {
        WarningSink sink = sink(100, 0);
        sink.onProgress(new ProgressMetrics(4, 1, 0, 1, 0.01, 1, Double.NaN, Double.NaN));
        assertThat(log.lines()).isEmpty();
        progress(sink, Double.NaN, 1);
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void aResumedRunDoesNotSayItAgain() throws IOException {
        WarningSink sink = sink(100, 52);
        games(sink, 100, Mode.EXPLOIT, 0);
        progress(sink, 1, 200);
        actions(sink, WarningSink.ACTIONS + 7, 2);
        assertThat(log.lines()).hasSize(3);
        WarningSink resumed = sink(100, 52);
        MetricSamples.load(resumed, MetricSamples.saved(sink));
        games(resumed, 1, Mode.EXPLOIT, 0);
        progress(resumed, 1, 200);
        actions(resumed, WarningSink.ACTIONS, 2);
        assertThat(log.lines()).hasSize(3);
        assertThat(MetricSamples.saved(resumed)).hasSameSizeAs(MetricSamples.saved(sink));
    }
}
