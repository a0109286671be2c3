package dqn.preprocess;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A buffer in a saved state, with its length, so that the state of another shape is told. */
final class SavedBytes {
    private SavedBytes() {}

    static void write(byte[] buffer, DataOutput out) throws IOException {
        out.writeInt(buffer.length);
        out.write(buffer);
    }

    static void read(byte[] buffer, DataInput in) throws IOException {
        int length = in.readInt();
        if (length != buffer.length) {
            throw new IOException(
                    "an observation of " + length + " bytes was saved where " + buffer.length + " belong");
        }
        in.readFully(buffer);
    }
}
