package dqn.metrics;

import dqn.metrics.RunProgress.Standing;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * A progress bar on a terminal's last line: count, frames per second, epsilon, mean score of the last 100 games, loss,
 * time left. It appears with the first step, at the count where a resumed run starts, and is drawn by the library's own
 * thread, so that drawing never holds up the training.
 */
public final class ProgressBarSink implements MetricSink {
    private static final int INTERVAL_MILLIS = 500;

    private final StatusLine line;
    private final IntSupplier columns;
    private final RunProgress progress;
    private volatile Standing standing;
    private ProgressBar bar;

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
            bar = new ProgressBarBuilder()
                    .setUpdateIntervalMillis(INTERVAL_MILLIS)
                    .setRenderer((state, width) -> ProgressLine.of(standing, width))
                    .setConsumer(new Drawing())
                    .continuousUpdate()
                    .build();
        }
    }

    /** Leaves the last state of the bar standing. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            line.finish();
        }
    }

    private final class Drawing implements ProgressBarConsumer {
        /** One column stays free: a terminal may wrap after the last. */
        @Override
        public int getMaxRenderedLength() {
            return columns.getAsInt() - 1;
        }

        @Override
        public void accept(String text) {
            line.show(text);
        }

        /** Nothing: the library forgets to call this on a bar that it never drew, so the sink ends the line itself. */
        @Override
        public void close() {}
    }
}
