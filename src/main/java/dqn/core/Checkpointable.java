package dqn.core;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;

/** An owner of state that saves and restores all of it, its random stream included. */
public interface Checkpointable {
    /** Writes the whole state, nothing beside it. */
    void save(DataOutput out) throws IOException;

    /** The state of this moment, to be written later. Whoever has much of it takes hold of it without writing it out. */
    default Frozen freeze() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        save(new DataOutputStream(bytes));
        return out -> out.write(bytes.toByteArray());
    }

    /**
     * Takes over a state that {@link #save} wrote for an object built with the same arguments.
     *
     * @throws IOException if the state cannot be read or belongs to an object built otherwise
     */
    void load(DataInput in) throws IOException;

    /**
     * Takes over a state that was frozen, as {@link #load(DataInput)}.
     *
     * @param blocks where its blocks are
     */
    default void load(DataInput in, BlockSource blocks) throws IOException {
        load(in);
    }
}
