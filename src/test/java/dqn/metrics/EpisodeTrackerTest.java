package dqn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.TimeStep;
import dqn.metrics.EpisodeMetrics.Mode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EpisodeTrackerTest {
    private final EpisodeTracker tracker = new EpisodeTracker(1);

    private EpisodeMetrics play(EpisodeTracker played, double score) {
        played.onStep(0, TimeStep.first(), 0);
        played.onStep(0, TimeStep.termination(score), Math.signum(score));
        return played.finish(0, 4, 1, 0, 1, Mode.RANDOM);
    }

    @Test
    void addsUpAGameOverLostLives() {
        tracker.onStep(0, TimeStep.first(), 0);
        tracker.onStep(0, TimeStep.mid(10), 1);
        tracker.onMaxQ(0, 2);
        TimeStep lostLife = new TimeStep(TimeStep.Kind.LAST, 0, 0, false);
        tracker.onStep(0, lostLife, 0);
        tracker.onStep(0, TimeStep.first(), 0);
        tracker.onMaxQ(0, 3);
        tracker.onLoss(0.5);
        tracker.onLoss(0.25);
        tracker.onStep(0, TimeStep.truncation(200), 1);

        assertThat(tracker.finish(0, 40, 10, 2, 0.9, Mode.EXPLORE))
                .isEqualTo(new EpisodeMetrics(1, 40, 10, 2, 3, 210, 2, 0.9, 2.5, 0.375, Mode.EXPLORE));
        EpisodeMetrics next = play(tracker, 5);
        assertThat(next.agentSteps()).isEqualTo(1);
        assertThat(next.score()).isEqualTo(5);
        assertThat(next.meanMaxQ()).isNaN();
        assertThat(next.meanLoss()).isNaN();
    }

    @Test
    void keepsTheGamesOfEnvironmentsApart() throws IOException {
        EpisodeTracker two = new EpisodeTracker(2);
        two.onStep(0, TimeStep.mid(10), 1);
        two.onStep(1, TimeStep.mid(3), 2);
        two.onMaxQ(0, 5);
        two.onMaxQ(1, 7);
        EpisodeTracker resumed = new EpisodeTracker(2);
        MetricSamples.load(resumed, MetricSamples.saved(two));
        for (EpisodeTracker each : new EpisodeTracker[] {two, resumed}) {
            each.onStep(1, TimeStep.termination(4), 3);
            assertThat(each.finish(1, 12, 3, 0, 1, Mode.EXPLORE))
                    .isEqualTo(new EpisodeMetrics(1, 12, 3, 0, 2, 7, 5, 1, 7, Double.NaN, Mode.EXPLORE));
            each.onStep(0, TimeStep.termination(20), 1);
            assertThat(each.finish(0, 16, 4, 0, 1, Mode.EXPLORE))
                    .isEqualTo(new EpisodeMetrics(2, 16, 4, 0, 2, 30, 2, 1, 5, Double.NaN, Mode.EXPLORE));
        }
    }

    @Test
    void meanScoreIsOfTheLastHundredGames() {
        assertThat(tracker.meanScore()).isNaN();
        for (int game = 1; game <= 250; game++) {
            play(tracker, game);
            int first = Math.max(1, game - 99);
            assertThat(tracker.meanScore()).isEqualTo((first + game) / 2.0);
        }
        assertThat(tracker.episodeCount()).isEqualTo(250);
    }

    @Test
    void goesOnInTheMiddleOfAGame() throws IOException {
        EpisodeTracker other = new EpisodeTracker(1);
        play(tracker, 100);
        tracker.onStep(0, TimeStep.mid(30), 1);
        tracker.onMaxQ(0, 4);
        tracker.onLoss(2);
        MetricSamples.load(other, MetricSamples.saved(tracker));
        for (EpisodeTracker each : new EpisodeTracker[] {tracker, other}) {
            each.onStep(0, TimeStep.termination(20), 1);
            each.onMaxQ(0, 2);
            assertThat(each.finish(0, 8, 2, 1, 0.5, Mode.EXPLOIT))
                    .isEqualTo(new EpisodeMetrics(2, 8, 2, 1, 2, 50, 2, 0.5, 3, 2, Mode.EXPLOIT));
            assertThat(each.meanScore()).isEqualTo(75);
        }
    }
}
