package dqn.training;

import dqn.core.InvalidSetting;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The {@code evaluation} part of the configuration.
 *
 * @param everyFrames evaluate during training at each multiple of so many frames; empty: never
 * @param episodes games of one evaluation
 * @param epsilon chance of a random action
 * @param maxEpisodeFrames frames after which a game is truncated; empty: as in training
 */
public record EvaluationConfig(OptionalLong everyFrames, int episodes, double epsilon, OptionalInt maxEpisodeFrames) {
    /** Refuses an evaluation of nothing. */
    public EvaluationConfig {
        InvalidSetting.unlessAtLeast(1, "everyFrames", everyFrames.orElse(1));
        InvalidSetting.unlessWithin(1, 1_000_000, "episodes", episodes);
        InvalidSetting.unlessWithin(0, 1, "epsilon", epsilon);
        InvalidSetting.unlessAtLeast(1, "maxEpisodeFrames", maxEpisodeFrames.orElse(1));
    }
}
