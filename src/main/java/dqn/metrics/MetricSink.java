package dqn.metrics;

import dqn.core.Checkpointable;
import dqn.core.Frozen;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Watches a training run: files, TensorBoard, progress bar, log. Called from the loop's thread, between two agent steps. What
 * a sink needs to go on after a resume (the length of its file, say) is its checkpointed state; by default a sink hears
 * nothing and keeps nothing.
 */
public interface MetricSink extends Checkpointable, AutoCloseable {
    /** A game has ended. */
    default void onEpisode(EpisodeMetrics episode) {}

    /** At a fixed distance of agent steps, and once at the end. */
    default void onProgress(ProgressMetrics progress) {}

    /** The agent has been evaluated in between. */
    default void onEvaluation(EvaluationMetrics evaluation) {}

    /**
     * A few agent steps were taken: for what moves before a person's eyes, more often than {@link #onProgress}.
     *
     * @param frameCount environment frames so far
     * @param agentStepCount agent steps so far
     */
    default void onSteps(long frameCount, long agentStepCount) {}

    /** The agent has chosen an action by its values, and taken it; its number, 0 for the first. */
    default void onGreedyAction(int action) {}

    /**
     * The network was updated.
     *
     * @param maxQ the largest Q-value of each sampled state; filled anew by the next update
     */
    default void onUpdate(double[] maxQ) {}

    /** Brings what it was told so far to the disk; any thread may call it. */
    default void sync() throws IOException {}

    /** When this is written, the files come to the disk first, then what tells their lengths. */
    @Override
    default Frozen freeze() throws IOException {
        Frozen state = Checkpointable.super.freeze();
        return out -> {
            sync();
            state.writeTo(out);
        };
    }

    @Override
    default void save(DataOutput out) throws IOException {}

    @Override
    default void load(DataInput in) throws IOException {}

    /** Writes out what is buffered and lets go. */
    @Override
    default void close() {}
}
