package dqn.preprocess;

import java.util.Optional;

/** The {@code reward} part of the configuration: multiplied by scale first, then clipped. */
public record RewardConfig(Optional<Clip> clip, double scale) {
    /** Both ends included. */
    public record Clip(double low, double high) {}
}
