package dqn.network.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;

/** Some columns of a matrix. */
record Columns(memory.desc description, long offset) {
    /** The columns {@code [from, from + count)} of a matrix of so many rows of this width. */
    static Columns of(data_type type, int rows, int width, int from, int count) {
        return new Columns(
                Tensors.strided(type, new long[] {rows, count}, new long[] {width, 1}),
                (long) from * Tensors.bytesOf(type));
    }

    /** Of a matrix that begins here. */
    memory of(Rows whole) {
        return whole.buffer().unchecked(description, whole.offset() + offset);
    }
}
