package dqn.metrics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How fast a count (frames, agent steps, games) grows: its growth over about the last minute, so that the slow start of
 * learning after a fast random beginning soon shows.
 */
public final class StepRateTracker {
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    /** Samples closer than this are not kept: a few hundred at most are held. */
    private static final long SPACING_NANOS = WINDOW_NANOS / 240;

    private final LongSupplier nanoClock;
    private final Deque<Sample> window = new ArrayDeque<>();
    private Sample newest;

    private record Sample(long nanos, long count) {}

    /** Measures time with this clock: nanoseconds from any fixed moment, as {@link System#nanoTime}. */
    public StepRateTracker(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** The count has reached this. The first call only sets the start. */
    public void update(long count) {
        newest = new Sample(nanoClock.getAsLong(), count);
        if (window.isEmpty() || newest.nanos - window.getLast().nanos >= SPACING_NANOS) {
            window.add(newest);
        }
        while (window.size() > 1 && newest.nanos - window.getFirst().nanos > WINDOW_NANOS) {
            window.remove();
        }
    }

    /** Growth per second over the window, NaN before it can be told. */
    public double perSecond() {
        if (newest == null || newest.nanos == window.getFirst().nanos) {
            return Double.NaN;
        }
        Sample oldest = window.getFirst();
        return 1e9 * (newest.count - oldest.count) / (newest.nanos - oldest.nanos);
    }

    /** Time until the count reaches {@code total} at this speed; empty before it can be told. */
    public Optional<Duration> timeUntil(long total) {
        double seconds = newest == null ? Double.NaN : Math.max(0, total - newest.count) / perSecond();
        return Double.isFinite(seconds) ? Optional.of(Duration.ofSeconds(Math.round(seconds))) : Optional.empty();
    }
}
