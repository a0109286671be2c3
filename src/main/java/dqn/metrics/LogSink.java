package dqn.metrics;

import dqn.metrics.RunProgress.Standing;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plain line about the run's progress every half minute at most: for where there is no terminal to draw a bar on. */
public final class LogSink implements MetricSink {
    private static final Logger LOG = LoggerFactory.getLogger(LogSink.class);
    private static final long INTERVAL_NANOS = Duration.ofSeconds(30).toNanos();

    private final RunProgress progress;
    private final LongSupplier nanoClock;
    private long lastNanos;

    /**
     * Logs on the way to a goal.
     *
     * @param nanoClock nanoseconds from any fixed moment, as {@link System#nanoTime}
     */
    public LogSink(Goal goal, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        progress = new RunProgress(goal, nanoClock);
        lastNanos = nanoClock.getAsLong() - INTERVAL_NANOS;
    }

    @Override
    public void onSteps(long frameCount, long agentStepCount) {
        progress.onSteps(frameCount, agentStepCount);
    }

    @Override
    public void onEpisode(EpisodeMetrics episode) {
        progress.onEpisode(episode);
    }

    @Override
    public void onProgress(ProgressMetrics metrics) {
        progress.onProgress(metrics);
        long now = nanoClock.getAsLong();
        if (now - lastNanos >= INTERVAL_NANOS) {
            lastNanos = now;
            LOG.info("{}", line(progress.standing()));
        }
    }

    static String line(Standing at) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d of %,d %s",
                at.goalCount(),
                at.goal().total(),
                at.goal().unit()));
        number(line, "%.0f frames/s", at.framesPerSecond());
        number(line, "epsilon %.3f", at.latest().epsilon());
        number(line, "mean score %.1f", at.latest().meanScore());
        number(line, "loss %.3g", at.latest().loss());
        at.timeLeft().ifPresent(left -> line.append(", ").append(ProgressLine.left(left)));
        return line.toString();
    }

    private static void number(StringBuilder line, String format, double number) {
        if (!Double.isNaN(number)) {
            line.append(", ").append(String.format(Locale.ROOT, format, number));
        }
    }
}
