package dqn.checkpoint;

import dqn.core.Checkpointable;
import dqn.core.Frozen;
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
    public Frozen freeze() {
        long frozen = value;
        return out -> out.writeLong(frozen);
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
