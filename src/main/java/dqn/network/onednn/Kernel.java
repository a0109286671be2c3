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
 */
record Kernel(String name, dnnl_primitive primitive, dnnl_exec_arg_t arguments, int argumentCount) {
    void run(dnnl_stream stream) {
        int status = dnnl_primitive_execute(primitive, stream, argumentCount, arguments);
        if (status != dnnl_success) {
            throw new IllegalStateException(name + " failed with oneDNN's status " + status);
        }
    }
}
