package dqn.replay;

import dqn.core.Checkpointable;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Chooses transitions from the logs of all lanes. Its state is what it remembers of them; by default that is nothing. */
interface Sampler extends Checkpointable {
    /** A key is a position and, from this bit on, its lane. */
    int LANE_SHIFT = 48;

    static long key(int lane, long position) {
        return (long) lane << LANE_SHIFT | position;
    }

    static int lane(long key) {
        return (int) (key >>> LANE_SHIFT);
    }

    static long position(long key) {
        return key & ((1L << LANE_SHIFT) - 1);
    }

    /** Fills in the batch's keys and weights; see {@link ReplayBuffer#draw}. */
    void draw(RandomStream random, double beta, TransitionBatch batch);

    /** See {@link ReplayBuffer#prioritize}. */
    default void prioritize(TransitionBatch batch, float[] errors) {}

    /** Takes note of what has come to a lane's log and of what has gone; to be called after each change. */
    default void sync(int lane) {}

    /** Forgets everything. */
    default void clear() {}

    /** Bytes that it takes for a lane. */
    default long byteCount(int lane) {
        return 0;
    }

    @Override
    default void save(DataOutput out) throws IOException {}

    /** {@inheritDoc} The logs must be loaded already. */
    @Override
    default void load(DataInput in) throws IOException {}
}
