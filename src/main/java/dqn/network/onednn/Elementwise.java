package dqn.network.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.reorder;

/** Appends kernels that go over numbers one by one. */
final class Elementwise {
    private Elementwise() {}

    /** From the gradient behind a ReLU, which is changed in place, to that before it. */
    static void addReluBackward(Program program, data_type type, long count, Rows output, Rows gradient) {
        memory.desc flat = Tensors.dense(type, count);
        algorithm relu = algorithm.eltwise_relu_use_dst_for_bwd;
        eltwise_forward.primitive_desc forward = new eltwise_forward.primitive_desc(
                new eltwise_forward.desc(prop_kind.forward_training, relu, flat, 0f, 0f), OneDnn.engine());
        eltwise_backward.primitive_desc backward = new eltwise_backward.primitive_desc(
                new eltwise_backward.desc(relu, flat, flat, 0f, 0f),
                Tensors.attributes(false),
                OneDnn.engine(),
                forward);
        memory changed = gradient.as(flat);
        program.add(
                "ReLU backward",
                backward,
                new eltwise_backward(backward),
                new Arguments()
                        .with(DNNL_ARG_DST, output.as(flat))
                        .with(DNNL_ARG_DIFF_DST, changed)
                        .with(DNNL_ARG_DIFF_SRC, changed));
    }

    /** {@code sum = a + b}; the sum may be one of them. */
    static void addSum(Program program, data_type type, long count, Rows a, Rows b, Rows sum) {
        memory.desc flat = Tensors.dense(type, count);
        add(program, "sum", algorithm.binary_add, flat, a, flat, b, sum);
    }

    /** {@code y = a * b}, where b is a row that multiplies every row of a. */
    static void addProduct(Program program, data_type type, int rows, int columns, Rows a, Rows b, Rows y) {
        memory.desc all = Tensors.dense(type, rows, columns);
        add(program, "product", algorithm.binary_mul, all, a, Tensors.dense(type, 1, columns), b, y);
    }

    private static void add(
            Program program, String name, algorithm how, memory.desc whole, Rows a, memory.desc other, Rows b, Rows y) {
        binary.primitive_desc kernel = new binary.primitive_desc(
                new binary.desc(how, whole, other, whole), Tensors.attributes(false), OneDnn.engine());
        program.add(
                name,
                kernel,
                new binary(kernel),
                new Arguments()
                        .with(DNNL_ARG_SRC_0, a.as(whole))
                        .with(DNNL_ARG_SRC_1, b.as(other))
                        .with(DNNL_ARG_DST, y.as(whole)));
    }

    /** Moves numbers from one layout to another. */
    static void addReorder(
            Program program, String name, memory.desc from, memory source, memory.desc to, memory target) {
        reorder.primitive_desc reordering = new reorder.primitive_desc(
                OneDnn.engine(), from, OneDnn.engine(), to, Tensors.attributes(false), false);
        program.add(
                name,
                reordering,
                new reorder(reordering),
                new Arguments().with(DNNL_ARG_FROM, source).with(DNNL_ARG_TO, target));
    }
}
