package dqn.metrics;

import dqn.metrics.RunProgress.Standing;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * A progress bar on a terminal's last line: count, frames per second, epsilon, mean score of the last 100 games, loss,
 * time left. It appears with the first step, at the count where a resumed run starts.
 */
public final class ProgressBarSink implements MetricSink {
    private final StatusLine line;
    private final IntSupplier columns;
    private final RunProgress progress;
    private volatile Standing standing;
    private LiveLine bar;

    /**
     * Draws on the way to a goal.
     *
     * @param columns width of the terminal, asked at every drawing
     * @param nanoClock nanoseconds from any fixed moment, as {@link System#nanoTime}
     */
    public ProgressBarSink(StatusLine line, IntSupplier columns, Goal goal, LongSupplier nanoClock) {
        this.line = line;
        this.columns = columns;
        progress = new RunProgress(goal, nanoClock);
        standing = progress.standing();
    }

    @Override
    public void onSteps(long frameCount, long agentStepCount) {
        progress.onSteps(frameCount, agentStepCount);
        advance();
    }

    @Override
    public void onEpisode(EpisodeMetrics episode) {
        progress.onEpisode(episode);
        advance();
    }

    @Override
    public void onProgress(ProgressMetrics metrics) {
        progress.onProgress(metrics);
        advance();
    }

    private void advance() {
        standing = progress.standing();
        if (bar == null) {
            bar = new LiveLine(line, columns, width -> ProgressLine.of(standing, width));
        }
    }

    /** Leaves the last state of the bar standing. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
