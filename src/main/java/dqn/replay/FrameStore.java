package dqn.replay;

import dqn.core.Checkpointable;
import dqn.core.Frozen;

/**
 * Holds frames, all of one size, by position: the frames of a run of positions that grows at its end and is forgotten at
 * its beginning.
 *
 * <p>Not thread-safe, but that several threads may {@link #get} while nobody changes anything.
 */
interface FrameStore extends Checkpointable, AutoCloseable {
    /**
     * Copies a frame into the store.
     *
     * @param position the one behind the newest frame, from 0 on; or the newest frame's, which it replaces
     */
    void put(long position, byte[] frame);

    /**
     * Copies the frames of the positions {@code [first, first + count)} one after the other to {@code target} from
     * {@code offset} on. Together they cost little more than one.
     */
    void get(long first, int count, byte[] target, int offset);

    /** Forgets the frames before a position; their memory is used again. */
    void forget(long before);

    /** Forgets all frames; the next {@link #put} goes to position 0. Memory is kept for what comes. */
    void clear();

    /** Position of the oldest frame that can be read. */
    long begin();

    /** Position behind the newest frame. */
    long end();

    /** Position before which everything must be forgotten for memory to come free; {@link #begin} if none would. */
    long nextRelease();

    /** Bytes that the frames take now; not what is kept for frames to come, which has taken as much before. */
    long byteCount();

    /** Bytes that a {@link #put} may add at once. */
    long growth();

    /** Of so many bytes, those that may hold no frames though the oldest were forgotten to stay within them. */
    long spare(long byteLimit);

    /** {@inheritDoc} Costs no copy of what is settled; until it is closed, that memory is not used again. */
    @Override
    Frozen freeze();

    /** Releases the memory; the store cannot be used afterwards. */
    @Override
    void close();
}
