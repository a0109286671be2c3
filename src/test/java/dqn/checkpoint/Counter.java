package dqn.checkpoint;

import dqn.core.Checkpointable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A part with one number for its state. */
class Counter implements Checkpointable {
    long value;

    Counter(long value) {
        this.value = value;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(value);
    }

    @Override
    public void load(DataInput in) throws IOException {
        value = in.readLong();
    }
}
