package dqn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.metrics.EpisodeMetrics.Mode;
import dqn.metrics.Goal.Unit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
    private static final ProgressMetrics METRICS =
            new ProgressMetrics(1_228_000, 307_000, 71_000, 600, 0.875, 186.25, 0.012345, 1.5);

    private long nanos;

    /** A run at 40 seconds, having made 800 frames and 200 agent steps a second, after a start at 1,196,000 frames. */
    private RunProgress.Standing at(Goal goal) {
        RunProgress progress = new RunProgress(goal, () -> nanos);
        progress.onSteps(1_196_000, 299_000);
        nanos += 40_000_000_000L;
        progress.onProgress(METRICS);
        return progress.standing();
    }

    @Test
    void theBarTellsAllInEightyColumns() {
        String line = ProgressLine.of(at(new Goal(Unit.FRAMES, 10_000_000)), 79);
        assertThat(line)
                .isEqualTo(
                        " 12% \u2595\u258e  \u258f 1.23M/10.0M frames 800/s eps 0.875 score 186.3 loss 0.012 3h02m left");
    }

    @Test
    void theBarTakesTheRoomThatIsLeft() {
        String line = ProgressLine.of(at(new Goal(Unit.FRAMES, 2_456_000)), 90);
        assertThat(line)
                .isEqualTo(
                        " 50% \u2595\u2588\u2588\u2588\u2588\u2588\u2588\u258c      \u258f 1.23M/2.46M frames 800/s eps 0.875 score 186.3 loss 0.012 25m35s left");
        assertThat(ProgressLine.of(at(new Goal(Unit.FRAMES, 2_456_000)), 30)).hasSize(30);
    }

    @Test
    void otherUnits() {
        assertThat(ProgressLine.of(at(new Goal(Unit.AGENT_STEPS, 614_000)), 100))
                .contains("307k/614k agent steps 1.23M frames 800/s", "25m35s left");
        assertThat(ProgressLine.of(at(new Goal(Unit.EPISODES, 2_000)), 100)).contains("600/2000 episodes 1.23M frames");
    }

    @Test
    void thePlainLineTellsTheSame() {
        assertThat(LogSink.line(at(new Goal(Unit.FRAMES, 10_000_000))))
                .isEqualTo("1,228,000 of 10,000,000 frames, 800 frames/s, epsilon 0.875, mean score 186.3,"
                        + " loss 0.0123, 3h02m left");
    }

    @Test
    void timesAreShort() {
        assertThat(List.of(0, 59, 60, 3_599, 3_600, 360_059))
                .extracting(seconds -> ProgressLine.left(Duration.ofSeconds(seconds)))
                .containsExactly("0s left", "59s left", "1m00s left", "59m59s left", "1h00m left", "100h00m left");
    }

    @Test
    void nothingIsLeftAtTheGoal() {
        assertThat(at(new Goal(Unit.FRAMES, 1_228_000)).timeLeft()).isEmpty();
    }

    @Test
    void countsAreShort() {
        assertThat(List.of(0L, 9_999L, 10_000L, 99_940L, 99_960L, 999_499L, 999_500L, 12_345_678L, 2_000_000_000L))
                .extracting(ProgressLine::count)
                .containsExactly("0", "9999", "10.0k", "99.9k", "100k", "999k", "1.00M", "12.3M", "2.00G");
    }

    @Test
    void theCoursesLine() {
        assertThat(new EpisodeLogSink(true).line(MetricSamples.episode(12, Mode.EXPLORE)))
                .isEqualTo(
                        "EPISODE:     12 / TIMESTEP:    12000 / DURATION:   812 / EPSILON: 0.87500 / TOTAL_REWARD:  21"
                                + " / AVG_MAX_Q: 1.5000 / AVG_LOSS: 0.01230 / MODE: explore");
    }

    @Test
    void withoutClippingTheTotalRewardIsTheScore() {
        assertThat(new EpisodeLogSink(false).line(MetricSamples.episode(12, Mode.EXPLORE)))
                .contains(" / TOTAL_REWARD: 215 / ");
    }

    @Test
    void anEvaluationsLine() {
        assertThat(EvaluationLogSink.line(MetricSamples.evaluation(1)))
                .isEqualTo("Evaluation after 40,000 frames: mean score 300.5 over 30 games, standard deviation 120.3");
    }
}
