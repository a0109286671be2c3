package dqn.replay;

import dqn.core.Checkpointable;

/**
 * Holds the frames of a ring, all of one size, by slot.
 *
 * <p>Slots are written in order: the first {@link #put} goes to slot 0, each further one to the slot after the last put,
 * from the last slot on to slot 0 again, or once more to the slot of the last put. A store may rely on that, for
 * instance to seal and compress what the ring has left behind.
 *
 * <p>{@link #save} writes every slot that was put since the last {@link #clear}. Not thread-safe.
 */
interface FrameStore extends Checkpointable, AutoCloseable {
    /** Copies a frame into a slot. */
    void put(int slot, byte[] frame);

    /** Copies the frame that was last put into a slot to {@code target} from {@code offset} on. */
    void get(int slot, byte[] target, int offset);

    /** Forgets all frames; the next {@link #put} goes to slot 0. Memory is kept for what comes. */
    void clear();

    /** Bytes held now. */
    long byteCount();

    /** Releases the memory; the store cannot be used afterwards. */
    @Override
    void close();
}
