package dqn.training;

import dqn.core.InvalidSetting;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The {@code checkpoint} part of the configuration; a run that ends or is stopped saves itself in any case.
 *
 * @param everyFrames save at each multiple of so many frames; empty: not by frames
 * @param everyDuration save whenever this much time has passed; empty: not by time
 * @param keep newest checkpoints that stay
 */
public record CheckpointConfig(OptionalLong everyFrames, Optional<Duration> everyDuration, int keep) {
    /** A hundred years; the clock counts nanoseconds and ends before 300. */
    private static final long MOST_DAYS = 36_500;

    /** Refuses a store that keeps nothing. */
    public CheckpointConfig {
        InvalidSetting.unlessAtLeast(1, "everyFrames", everyFrames.orElse(1));
        InvalidSetting.unless(
                everyDuration.map(CheckpointConfig::isWholeSeconds).orElse(true),
                "everyDuration",
                "must be at least 1s and at most " + MOST_DAYS * 24 + "h, in whole seconds");
        InvalidSetting.unlessAtLeast(1, "keep", keep);
    }

    private static boolean isWholeSeconds(Duration duration) {
        return duration.toSeconds() >= 1
                && duration.toDays() <= MOST_DAYS
                && duration.equals(Duration.ofSeconds(duration.toSeconds()));
    }
}
