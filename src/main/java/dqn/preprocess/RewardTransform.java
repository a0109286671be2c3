package dqn.preprocess;

/** What the agent learns from in place of the game's points: multiplied by the scale, then clipped. */
public final class RewardTransform {
    private final double scale;
    private final double low;
    private final double high;

    /** As configured. */
    public RewardTransform(RewardConfig config) {
        scale = config.scale();
        low = config.clip().map(RewardConfig.Clip::low).orElse(Double.NEGATIVE_INFINITY);
        high = config.clip().map(RewardConfig.Clip::high).orElse(Double.POSITIVE_INFINITY);
    }

    /** The reward to learn from. */
    public double apply(double points) {
        return Math.max(low, Math.min(high, scale * points));
    }
}
