package dqn.metrics;

/**
 * One finished game of training.
 *
 * @param episodeCount games finished, this one included
 * @param frameCount environment frames so far
 * @param agentStepCount agent steps so far
 * @param learnerUpdateCount updates so far
 * @param agentSteps length of this game
 * @param score sum of its raw rewards
 * @param clippedReturn sum of its rewards as learning saw them
 * @param epsilon at its end
 * @param meanMaxQ mean over its steps of the largest Q-value, NaN if none was computed
 * @param meanLoss mean over the updates during it, NaN if there were none
 * @param mode random before learning starts where every action is, exploit once learning has started and epsilon has its last
 *     value, else explore
 */
public record EpisodeMetrics(
        long episodeCount,
        long frameCount,
        long agentStepCount,
        long learnerUpdateCount,
        long agentSteps,
        double score,
        double clippedReturn,
        double epsilon,
        double meanMaxQ,
        double meanLoss,
        Mode mode) {
    /** What an agent is doing. */
    public enum Mode {
        RANDOM,
        EXPLORE,
        EXPLOIT
    }
}
