package dqn.live;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.live.RunStatus.State;
import dqn.metrics.Goal;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunStatusTest {
    private static final Instant NEWS = Instant.parse("2026-01-01T00:00:00Z");
    private static final LastRow NONE = new LastRow(List.of(), List.of());

    private static RunStatus status(Goal goal, String frames, String games, String speed, long secondsSinceNews) {
        return status(config(goal), frames, games, speed, secondsSinceNews);
    }

    /** Of a run of so many frames, steps or games. */
    private static RunConfig config(Goal goal, String... sets) {
        String unit = goal.unit() == Goal.Unit.AGENT_STEPS
                ? "agentSteps"
                : goal.unit().toString();
        List<String> all = new ArrayList<>(List.of(sets));
        all.add("budget={" + unit + ": " + goal.total() + "}");
        return new ConfigLoader().resolvePreset("dopamine", all);
    }

    private static RunStatus status(
            RunConfig config, String frames, String games, String speed, long secondsSinceNews) {
        return new RunStatus(
                "a",
                config,
                new LastRow(
                        List.of("frame_count", "agent_step_count", "episode_count"),
                        List.of(frames, Long.toString(Long.parseLong(frames) / 4), games)),
                new LastRow(
                        List.of("frames_per_second", "agent_steps_per_second", "elapsed_seconds"),
                        List.of(speed, Double.toString(Double.parseDouble(speed) / 4), "100")),
                NEWS,
                NEWS.plusSeconds(secondsSinceNews));
    }

    @Test
    void tellsTheTimeLeftInTheGoalsUnit() {
        Goal frames = new Goal(Goal.Unit.FRAMES, 10_000);
        assertThat(status(frames, "4000", "7", "100", 0).toMap()).containsEntry("secondsLeft", 60.0);
        Goal steps = new Goal(Goal.Unit.AGENT_STEPS, 2_000);
        assertThat(status(steps, "4000", "7", "100", 0).toMap()).containsEntry("secondsLeft", 40.0);
        Goal games = new Goal(Goal.Unit.EPISODES, 30); // 10 in 100 seconds
        assertThat(status(games, "4000", "10", "100", 0).toMap()).containsEntry("secondsLeft", 200.0);
    }

    @Test
    void knowsARunThatHasReachedItsGoal() {
        RunStatus finished = status(new Goal(Goal.Unit.FRAMES, 10_000), "10000", "7", "100", 9_999);
        assertThat(finished.state()).isEqualTo(State.FINISHED);
        assertThat(finished.toMap()).containsEntry("secondsLeft", null);
    }

    /** 2,500 agent steps at 25 a second are 100 seconds: the patience is three times that. */
    @Test
    void isPatientWithSlowRuns() {
        Goal goal = new Goal(Goal.Unit.FRAMES, 10_000);
        assertThat(status(goal, "4000", "7", "100", 299).state()).isEqualTo(State.TRAINING);
        assertThat(status(goal, "4000", "7", "100", 301).state()).isEqualTo(State.SILENT);
        assertThat(status(goal, "4000", "7", "4000", 29).state()).isEqualTo(State.TRAINING);
        assertThat(status(goal, "4000", "7", "4000", 31).state()).isEqualTo(State.SILENT);
        RunStatus begun = new RunStatus("a", config(goal), NONE, NONE, NEWS, NEWS.plusSeconds(299));
        assertThat(begun.state()).isEqualTo(State.TRAINING);
        assertThat(begun.toMap()).containsEntry("games", null).containsEntry("secondsLeft", null);
    }

    /** 5 games of at most 8,000 frames at 100 frames a second: 400 seconds more than 3 times the 100 of a row. */
    @Test
    void waitsForAnEvaluationWhereOneIsDue() {
        RunConfig evaluates = config(
                new Goal(Goal.Unit.FRAMES, 1_000_000),
                "evaluation={everyFrames: 100_000, episodes: 5, maxEpisodeFrames: 8_000}");
        assertThat(status(evaluates, "96000", "7", "100", 699).state()).isEqualTo(State.TRAINING);
        assertThat(status(evaluates, "96000", "7", "100", 701).state()).isEqualTo(State.SILENT);
        assertThat(status(evaluates, "100000", "7", "100", 699).state()).isEqualTo(State.TRAINING);
        assertThat(status(evaluates, "80000", "7", "100", 301).state()).isEqualTo(State.SILENT);
        assertThat(status(evaluates, "120000", "7", "100", 301).state()).isEqualTo(State.SILENT);
    }
}
