package dqn.replay;

import dqn.core.Checkpointable;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;

/**
 * The transitions that learning draws from. Frames come in one by one and are stored once; stacks are put together when
 * a batch is sampled and never reach across the beginning of an episode.
 *
 * <p>Each environment has a lane of its own, so that their episodes stay apart. A transition can be sampled as soon as it
 * is appended. Not thread-safe, but that several threads may {@link #read} while nobody changes anything.
 */
public interface ReplayBuffer extends Recorder, Checkpointable, AutoCloseable {
    /** Transitions that a sample may be drawn from now. */
    long size();

    /**
     * Draws the batch's transitions as configured, uniformly or by priority: fills in everything but the observations.
     *
     * @param beta exponent of the importance weights (Schaul et al. 2016, section 3.4): a row that is drawn with the
     *     chance P out of N transitions weighs (N P)^-beta, divided by the largest such weight of the batch. Where
     *     sampling is uniform all weigh 1
     * @throws IllegalStateException if {@link #size} is 0, or below the batch size when drawing without replacement
     */
    void draw(RandomStream random, double beta, TransitionBatch batch);

    /**
     * Sets the priorities of a batch's transitions to (|error| + 1e-6)^alpha, the last row's where one was drawn twice;
     * nothing where sampling is uniform. Transitions that have been forgotten since are passed over.
     *
     * @param batch as it was drawn, after the last {@link #clear}
     * @param errors by row, of any sign; one that is not finite gives the largest priority that there has been
     */
    void prioritize(TransitionBatch batch, float[] errors);

    /** Fills in the observations of the rows {@code [from, to)} as drawn, if nothing has changed since. */
    void read(TransitionBatch batch, int from, int to);

    /** Bytes that the frames and their metadata take now. */
    long byteCount();

    /** Releases the memory. */
    @Override
    void close();
}
