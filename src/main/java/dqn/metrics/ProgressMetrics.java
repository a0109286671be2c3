package dqn.metrics;

/**
 * Where a run stands; nothing in it is from the clock.
 *
 * @param frameCount environment frames so far
 * @param agentStepCount agent steps so far
 * @param learnerUpdateCount updates so far
 * @param episodeCount games finished
 * @param epsilon now
 * @param meanScore of the last 100 games, NaN before the first ends
 * @param loss mean since the progress before, NaN if there was no update
 * @param meanMaxQ mean largest Q-value of the sampled states since the progress before, NaN if there was no update
 */
public record ProgressMetrics(
        long frameCount,
        long agentStepCount,
        long learnerUpdateCount,
        long episodeCount,
        double epsilon,
        double meanScore,
        double loss,
        double meanMaxQ) {}
