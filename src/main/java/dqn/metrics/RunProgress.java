package dqn.metrics;

import dqn.metrics.Goal.Unit;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Follows a run for those who show it: where it stands now, how fast it goes, when it will be at its goal. */
final class RunProgress {
    private static final ProgressMetrics NOTHING_YET =
            new ProgressMetrics(0, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private final Goal goal;
    private final StepRateTracker frames;
    private final StepRateTracker towardsGoal;
    private long frameCount;
    private long goalCount;
    private ProgressMetrics latest = NOTHING_YET;

    RunProgress(Goal goal, LongSupplier nanoClock) {
        this.goal = goal;
        frames = new StepRateTracker(nanoClock);
        towardsGoal = new StepRateTracker(nanoClock);
    }

    /**
     * Where a run stands.
     *
     * @param goalCount how many of the goal's units are reached
     * @param framesPerSecond NaN before it can be told
     * @param timeLeft empty before it can be told, and at the goal
     * @param latest the newest metrics
     */
    record Standing(
            Goal goal,
            long goalCount,
            long frameCount,
            double framesPerSecond,
            Optional<Duration> timeLeft,
            ProgressMetrics latest) {}

    void onSteps(long newFrameCount, long agentStepCount) {
        frameCount = newFrameCount;
        frames.update(newFrameCount);
        if (goal.unit() != Unit.EPISODES) {
            advance(goal.unit() == Unit.FRAMES ? newFrameCount : agentStepCount);
        }
    }

    void onProgress(ProgressMetrics progress) {
        latest = progress;
        onSteps(progress.frameCount(), progress.agentStepCount());
        if (goal.unit() == Unit.EPISODES) {
            advance(progress.episodeCount());
        }
    }

    void onEpisode(EpisodeMetrics episode) {
        onSteps(episode.frameCount(), episode.agentStepCount());
        if (goal.unit() == Unit.EPISODES) {
            advance(episode.episodeCount());
        }
    }

    private void advance(long count) {
        goalCount = count;
        towardsGoal.update(count);
    }

    Standing standing() {
        Optional<Duration> timeLeft = goalCount < goal.total() ? towardsGoal.timeUntil(goal.total()) : Optional.empty();
        return new Standing(goal, goalCount, frameCount, frames.perSecond(), timeLeft, latest);
    }
}
