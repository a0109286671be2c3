package dqn.network.onednn;

import org.bytedeco.dnnl.memory;

/** Where some rows of a batch begin in a buffer that holds them all. */
record Rows(NativeBuffer buffer, long offset) {
    memory as(memory.desc description) {
        return buffer.view(description, offset);
    }
}
