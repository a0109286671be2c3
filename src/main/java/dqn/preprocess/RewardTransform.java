package dqn.preprocess;

import dqn.preprocess.RewardConfig.Compression;

/** What the agent learns from in place of the game's points: multiplied by the scale, compressed, then clipped. */
public final class RewardTransform {
    private final double scale;
    private final Compression compression;
    private final double low;
    private final double high;

    /** As configured. */
    public RewardTransform(RewardConfig config) {
        scale = config.scale();
        compression = config.compress();
        low = config.clip().map(RewardConfig.Clip::low).orElse(Double.NEGATIVE_INFINITY);
        high = config.clip().map(RewardConfig.Clip::high).orElse(Double.POSITIVE_INFINITY);
    }

    /** The reward to learn from. */
    public double apply(double points) {
        return Math.max(low, Math.min(high, compress(scale * points)));
    }

    private double compress(double reward) {
        return switch (compression) {
            case NONE -> reward;
            case SQRT -> Math.copySign(Math.sqrt(Math.abs(reward) + 1) - 1, reward);
            case LOG -> Math.copySign(Math.log1p(Math.abs(reward)), reward);
        };
    }
}
