package dqn.core;

import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** A state as it was at one moment, to be written later by any thread, while its owner goes on. */
public interface Frozen extends AutoCloseable {
    /** What of it lies in blocks, to be kept beside what is written; the same block may be asked for again and again. */
    default List<? extends Block> blocks() {
        return List.of();
    }

    /** Writes what {@link Checkpointable#save} would have written at that moment, but of the blocks only their names. */
    void writeTo(DataOutput out) throws IOException;

    /** Gives back what was held for it. */
    @Override
    default void close() {}
}
