package dqn.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** An owner of state that saves and restores all of it, its random stream included. */
public interface Checkpointable {
    /** Writes the whole state. */
    void save(DataOutput out) throws IOException;

    /**
     * Takes over a state that {@link #save} wrote for an object built with the same arguments.
     *
     * @throws IOException if the state cannot be read or belongs to an object built otherwise
     */
    void load(DataInput in) throws IOException;
}
