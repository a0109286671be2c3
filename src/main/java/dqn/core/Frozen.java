package dqn.core;

import java.io.DataOutput;
import java.io.IOException;

/** A state as it was at one moment, to be written later by any thread, while its owner goes on. */
public interface Frozen extends AutoCloseable {
    /** Writes what {@link Checkpointable#save} would have written at that moment. */
    void writeTo(DataOutput out) throws IOException;

    /** Gives back what was held for it. */
    @Override
    default void close() {}
}
