package dqn.preprocess;

import dqn.core.InvalidSetting;
import java.util.Optional;

/** The {@code reward} part of the configuration: multiplied by scale first, then clipped. */
public record RewardConfig(Optional<Clip> clip, double scale) {
    /** Refuses a scale that is 0, negative or not a number. */
    public RewardConfig {
        InvalidSetting.unlessPositive("scale", scale);
    }

    /** Both ends included. */
    public record Clip(double low, double high) {
        /** Refuses an empty interval. */
        public Clip {
            InvalidSetting.unless(
                    Double.isFinite(low) && Double.isFinite(high) && low < high,
                    "",
                    "must be two numbers, the smaller first, not [" + low + ", " + high + "]");
        }
    }
}
