package dqn.metrics;

import dqn.core.Checkpointable;

/**
 * Watches a training run: files, TensorBoard, progress bar, log. Called from the loop's thread, at boundaries only. What
 * a sink needs to go on after a resume (the length of its file, say) is its checkpointed state.
 */
public interface MetricSink extends Checkpointable, AutoCloseable {
    /** A game has ended. */
    void onEpisode(EpisodeMetrics episode);

    /** At a fixed distance of agent steps, and once at the end. */
    void onProgress(ProgressMetrics progress);

    /** The agent has been evaluated in between. */
    void onEvaluation(EvaluationMetrics evaluation);

    /** Writes out what is buffered and lets go. */
    @Override
    void close();
}
