package dqn.preprocess;

import dqn.core.InvalidSetting;
import java.util.Optional;

/** The {@code reward} part of the configuration: multiplied by scale first, then compressed, then clipped. */
public record RewardConfig(Optional<Clip> clip, double scale, Compression compress) {
    /** Refuses a scale that is 0, negative or not a number. */
    public RewardConfig {
        InvalidSetting.unlessPositive("scale", scale);
    }

    /** How large rewards are brought closer to small ones. */
    public enum Compression {
        /** Not at all. */
        NONE,
        /** {@code sign(r) (sqrt(|r| + 1) - 1)}: Pohlen et al. 2018, section 3.2, of rewards instead of values. */
        SQRT,
        /** {@code sign(r) ln(|r| + 1)}: the symlog of Hafner et al. 2023. */
        LOG
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
