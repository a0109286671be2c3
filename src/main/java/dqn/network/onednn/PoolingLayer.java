package dqn.network.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import dqn.network.onednn.LayerShape.Squares;
import java.nio.FloatBuffer;
import java.util.stream.Stream;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;

/**
 * The largest activation of each channel in each square. It has no parameters, and what its backward pass must know, which
 * of them was the largest, it computes again: that is hundreds of times less work than a convolution.
 */
final class PoolingLayer implements CompiledLayer {
    private final Squares shape;
    private final int block;
    private final data_type type;
    private final String name;
    private final long[] kernel;
    private final WeightFormat none;

    /** @param block of channels, of the input and the output */
    PoolingLayer(NativeScope scope, Squares shape, int block, data_type type, String name) {
        this.shape = shape;
        this.block = block;
        this.type = type;
        this.name = name;
        kernel = new long[] {shape.kernel(), shape.kernel()};
        forward(prop_kind.forward_inference, Squares.USUAL_ROWS); // throws where oneDNN has none
        none = new NoWeights(scope.keep(Tensors.floats(0)));
    }

    private memory.desc x(int rows) {
        return shape.input(type, rows, block);
    }

    private memory.desc y(int rows) {
        return shape.output(type, rows, block);
    }

    private pooling_forward.primitive_desc forward(prop_kind kind, int rows) {
        pooling_forward.desc description = new pooling_forward.desc(
                kind, algorithm.pooling_max, x(rows), y(rows), shape.strides(), kernel, shape.before(), shape.after());
        return new pooling_forward.primitive_desc(description, Tensors.attributes(false), OneDnn.engine());
    }

    private pooling_backward.primitive_desc backward(int rows) {
        pooling_backward.desc description = new pooling_backward.desc(
                algorithm.pooling_max, x(rows), y(rows), shape.strides(), kernel, shape.before(), shape.after());
        return new pooling_backward.primitive_desc(
                description, Tensors.attributes(false), OneDnn.engine(), forward(prop_kind.forward_training, rows));
    }

    @Override
    public boolean needsReference(boolean first) {
        return Stream.of(forward(prop_kind.forward_inference, Squares.USUAL_ROWS), backward(Squares.USUAL_ROWS))
                .anyMatch(OneDnn::isReference);
    }

    @Override
    public int outputSize() {
        return shape.outputSize(block);
    }

    @Override
    public WeightFormat weights() {
        return none;
    }

    @Override
    public memory.desc kernelWeights() {
        return none.description();
    }

    @Override
    public int biases() {
        return 0;
    }

    /** What comes in has gone through one: here it would change nothing. */
    @Override
    public boolean hasRelu() {
        return false;
    }

    @Override
    public void addForward(Program program, int rows, Rows x, ParameterBlock weights, ParameterBlock biases, Rows y) {
        pooling_forward.primitive_desc forward = forward(prop_kind.forward_inference, rows);
        program.add(
                name + " forward",
                forward,
                new pooling_forward(forward),
                new Arguments().with(DNNL_ARG_SRC, x.as(x(rows))).with(DNNL_ARG_DST, y.as(y(rows))));
    }

    @Override
    public void addBackwardData(
            Program program, int rows, Rows x, Rows dy, ParameterBlock weights, ParameterBlock biases, Rows dx) {
        pooling_forward.primitive_desc forward = forward(prop_kind.forward_training, rows);
        memory.desc places = forward.workspace_desc();
        memory largest = program.scope().allocate(places).view(places, 0);
        memory again = program.scope().allocate(y(rows)).view(y(rows), 0);
        program.add(
                name + " places",
                forward,
                new pooling_forward(forward),
                new Arguments()
                        .with(DNNL_ARG_SRC, x.as(x(rows)))
                        .with(DNNL_ARG_DST, again)
                        .with(DNNL_ARG_WORKSPACE, largest));
        pooling_backward.primitive_desc backward = backward(rows);
        program.add(
                name + " backward data",
                backward,
                new pooling_backward(backward),
                new Arguments()
                        .with(DNNL_ARG_DIFF_DST, dy.as(y(rows)))
                        .with(DNNL_ARG_WORKSPACE, largest)
                        .with(DNNL_ARG_DIFF_SRC, dx.as(x(rows))));
    }

    /** Of a layer that has none. */
    private record NoWeights(memory.desc description) implements WeightFormat {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public int unit() {
            return 0;
        }

        @Override
        public void toNative(float[] logical, int from, FloatBuffer target) {}

        @Override
        public void fromNative(FloatBuffer source, float[] logical, int from) {}
    }
}
