package dqn.core;

import java.io.DataOutput;
import java.io.IOException;

/** Bytes that never change, known by their digest: checkpoints store them once, however many of them refer to them. */
public interface Block {
    /** SHA-256 of all that {@link #writeTo} writes, in 64 hexadecimal digits. */
    String sha256() throws IOException;

    /** Writes all of it. */
    void writeTo(DataOutput out) throws IOException;
}
