package dqn.network.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dqn.network.onednn.LayerShape.Squares;
import java.util.stream.Stream;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive_desc;

/** A convolution's kernels. Its weights lie as the forward kernel likes them for a batch of 16. */
final class ConvolutionLayer implements CompiledLayer {
    private final Squares shape;
    private final int inBlock;
    private final int outBlock;
    private final String name;
    private final data_type type;
    private final ConvolutionFormat format;
    private final memory.desc kernelWeights;

    /**
     * @param order see {@link ConvolutionFormat}
     * @param type of the activations and of the weights that the kernels read
     * @param name for people
     */
    ConvolutionLayer(
            NativeScope scope, Squares shape, int inBlock, int outBlock, int[] order, data_type type, String name) {
        this.shape = shape;
        this.inBlock = inBlock;
        this.outBlock = outBlock;
        this.type = type;
        this.name = name;
        kernelWeights = scope.keep(forward(Squares.USUAL_ROWS, anyWeights(type)).weights_desc());
        memory.desc learnt = type == data_type.f32
                ? kernelWeights
                : backwardWeights(Squares.USUAL_ROWS).diff_weights_desc();
        format = new ConvolutionFormat(scope, learnt, weightDims(), order);
    }

    private long[] weightDims() {
        return new long[] {shape.filters(), shape.channels(), shape.kernel(), shape.kernel()};
    }

    private memory.desc anyWeights(data_type of) {
        return Tensors.desc(of, format_tag.any, weightDims());
    }

    private memory.desc bias() {
        return Tensors.floats(shape.filters());
    }

    private memory.desc x(int rows) {
        return shape.input(type, rows, inBlock);
    }

    private memory.desc y(int rows) {
        return shape.output(type, rows, outBlock);
    }

    private convolution_forward.primitive_desc forward(int rows, memory.desc weights) {
        convolution_forward.desc description = new convolution_forward.desc(
                prop_kind.forward_training,
                algorithm.convolution_direct,
                x(rows),
                weights,
                bias(),
                y(rows),
                shape.strides(),
                shape.before(),
                shape.after());
        return new convolution_forward.primitive_desc(description, Tensors.attributes(true), OneDnn.engine());
    }

    @Override
    public boolean needsReference(boolean first) {
        Stream<primitive_desc> learning =
                Stream.of(forward(Squares.USUAL_ROWS, kernelWeights), backwardWeights(Squares.USUAL_ROWS));
        Stream<primitive_desc> passingOn = first ? Stream.of() : Stream.of(backwardData(Squares.USUAL_ROWS));
        return Stream.concat(learning, passingOn).anyMatch(OneDnn::isReference);
    }

    private convolution_backward_data.primitive_desc backwardData(int rows) {
        convolution_backward_data.desc description = new convolution_backward_data.desc(
                algorithm.convolution_direct,
                x(rows),
                anyWeights(type),
                y(rows),
                shape.strides(),
                shape.before(),
                shape.after());
        return new convolution_backward_data.primitive_desc(
                description, Tensors.attributes(false), OneDnn.engine(), forward(rows, kernelWeights));
    }

    private convolution_backward_weights.primitive_desc backwardWeights(int rows) {
        convolution_backward_weights.desc description = new convolution_backward_weights.desc(
                algorithm.convolution_direct,
                x(rows),
                anyWeights(data_type.f32),
                bias(),
                y(rows),
                shape.strides(),
                shape.before(),
                shape.after());
        return new convolution_backward_weights.primitive_desc(
                description, Tensors.attributes(false), OneDnn.engine(), forward(rows, kernelWeights));
    }

    @Override
    public int outputSize() {
        return shape.outputSize(outBlock);
    }

    @Override
    public WeightFormat weights() {
        return format;
    }

    @Override
    public memory.desc kernelWeights() {
        return kernelWeights;
    }

    @Override
    public int biases() {
        return shape.filters();
    }

    @Override
    public boolean hasRelu() {
        return true;
    }

    @Override
    public void addForward(Program program, int rows, Rows x, ParameterBlock weights, ParameterBlock biases, Rows y) {
        convolution_forward.primitive_desc forward = forward(rows, kernelWeights);
        program.add(
                name + " forward",
                forward,
                new convolution_forward(forward),
                new Arguments()
                        .with(DNNL_ARG_SRC, x.as(x(rows)))
                        .with(DNNL_ARG_WEIGHTS, weights.view(program, kernelWeights, 0))
                        .with(DNNL_ARG_BIAS, biases.view(program, bias(), 0))
                        .with(DNNL_ARG_DST, y.as(y(rows))));
    }

    @Override
    public void addBackwardData(
            Program program, int rows, Rows x, Rows dy, ParameterBlock weights, ParameterBlock biases, Rows dx) {
        convolution_backward_data.primitive_desc backward = backwardData(rows);
        program.add(
                name + " backward data",
                backward,
                new convolution_backward_data(backward),
                new Arguments()
                        .with(DNNL_ARG_DIFF_DST, dy.as(y(rows)))
                        .with(
                                DNNL_ARG_WEIGHTS,
                                reordered(program, weights.view(program, kernelWeights, 0), backward.weights_desc()))
                        .with(DNNL_ARG_DIFF_SRC, dx.as(x(rows))));
    }

    /** The weights themselves, or where they do not lie as the kernel wants them, a copy made in every run. */
    private memory reordered(Program program, memory weights, memory.desc wanted) {
        if (Tensors.same(wanted, kernelWeights)) {
            return weights;
        }
        memory copy = program.scope().allocate(wanted).view(wanted, 0);
        Elementwise.addReorder(program, name + " weights", kernelWeights, weights, wanted, copy);
        return copy;
    }

    /** The gradient of the weights and biases, summed over these rows. */
    void addBackwardWeights(Program program, int rows, Rows x, Rows dy, NativeBuffer weights, NativeBuffer biases) {
        convolution_backward_weights.primitive_desc backward = backwardWeights(rows);
        memory.desc given = backward.diff_weights_desc();
        boolean direct = Tensors.same(given, format.description());
        memory target = (direct ? weights : program.scope().allocate(given)).view(given, 0);
        program.add(
                name + " backward weights",
                backward,
                new convolution_backward_weights(backward),
                new Arguments()
                        .with(DNNL_ARG_SRC, x.as(x(rows)))
                        .with(DNNL_ARG_DIFF_DST, dy.as(y(rows)))
                        .with(DNNL_ARG_DIFF_WEIGHTS, target)
                        .with(DNNL_ARG_DIFF_BIAS, biases.view(bias(), 0)));
        if (!direct) {
            memory wanted = weights.view(format.description(), 0);
            Elementwise.addReorder(program, name + " gradient", given, target, format.description(), wanted);
        }
    }
}
