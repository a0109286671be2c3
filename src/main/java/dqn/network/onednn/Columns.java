package dqn.network.onednn;

import org.bytedeco.dnnl.memory;

/** Some columns of a matrix with a row for each row of the batch. */
record Columns(memory.desc description, long offset) {
    /** Of a matrix that begins here. */
    memory of(Rows whole) {
        return whole.buffer().unchecked(description, whole.offset() + offset);
    }
}
