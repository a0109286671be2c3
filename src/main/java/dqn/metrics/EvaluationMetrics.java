package dqn.metrics;

/**
 * An evaluation during training.
 *
 * @param frameCount training frames so far
 * @param agentStepCount agent steps of training so far
 * @param episodes games played
 * @param meanScore their mean raw score
 * @param standardDeviation of their scores
 */
public record EvaluationMetrics(
        long frameCount, long agentStepCount, int episodes, double meanScore, double standardDeviation) {}
