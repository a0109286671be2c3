package dqn.network.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;

/**
 * A primitive with its arguments.
 *
 * @param name what it does, and the implementation that oneDNN chose
 * @param arguments a list for each buffer of the parameters
 */
record Kernel(String name, dnnl_primitive primitive, dnnl_exec_arg_t[] arguments, int argumentCount) {
    /** Computes with the parameters of this buffer. */
    void run(dnnl_stream stream, int buffer) {
        int status = dnnl_primitive_execute(primitive, stream, argumentCount, arguments[buffer]);
        if (status != dnnl_success) {
            throw new IllegalStateException(name + " failed with oneDNN's status " + status);
        }
    }
}
