package dqn.network.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;

/** Short words for oneDNN's descriptions. */
final class Tensors {
    private Tensors() {}

    static memory.desc desc(data_type type, format_tag format, long... dims) {
        return new memory.desc(dims, type, format);
    }

    static memory.desc floats(long... dims) {
        return dense(data_type.f32, dims);
    }

    /** Without gaps, the last dimension together. */
    static memory.desc dense(data_type type, long... dims) {
        return strided(type, dims, denseStrides(dims));
    }

    /** Bytes of one number. */
    static int bytesOf(data_type type) {
        return type == data_type.f32 ? Float.BYTES : Short.BYTES;
    }

    static memory.desc bytes(long count) {
        return desc(data_type.u8, format_tag.a, count);
    }

    static memory.desc strided(data_type type, long[] dims, long[] strides) {
        return new memory.desc(dims, type, strides);
    }

    /** Of a tensor without gaps, the last dimension together. */
    private static long[] denseStrides(long... dims) {
        long[] strides = new long[dims.length];
        long stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= dims[i];
        }
        return strides;
    }

    static boolean same(memory.desc one, memory.desc other) {
        return dnnl.dnnl_memory_desc_equal(one.data(), other.data()) != 0;
    }

    /** With scratch memory that its user provides: oneDNN's own is shared by all that one thread has created. */
    static primitive_attr attributes(boolean relu) {
        primitive_attr attributes = new primitive_attr();
        attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
        if (relu) {
            post_ops operations = new post_ops();
            operations.append_eltwise(1f, dnnl.dnnl_eltwise_relu, 0f, 0f);
            attributes.set_post_ops(operations);
        }
        return attributes;
    }
}
