package dqn.network.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dqn.network.onednn.LayerShape.Dense;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;

/** A dense layer's kernels. */
final class DenseLayer implements CompiledLayer {
    /** Floats, a megabyte: half of a small second cache. */
    private static final int WIDE = 1 << 18;

    private final Dense shape;
    private final String name;
    private final data_type type;
    private final data_type outputType;
    private final int samples;
    private final DenseFormat format;
    private final memory.desc kernelWeights;

    /**
     * One of its own.
     *
     * @param type of the activations and of the weights that the kernels read
     * @param outputType of the outputs
     * @param samples rows of inputs in each row of the batch
     */
    DenseLayer(NativeScope scope, Dense shape, data_type type, data_type outputType, int samples, String name) {
        this.shape = shape;
        this.name = name;
        this.type = type;
        this.outputType = outputType;
        this.samples = samples;
        boolean blocked = type == data_type.f32 && OneDnn.channelBlock() == DenseFormat.BLOCK;
        format = new DenseFormat(scope, shape, blocked);
        kernelWeights = scope.keep(format.describe(type, shape.outputs()));
    }

    private memory.desc x(int rows) {
        return x(rows, shape.features().size());
    }

    private memory.desc x(int rows, int inputs) {
        return Tensors.dense(type, rows, inputs);
    }

    private memory.desc dy(int rows, int outputs) {
        return Tensors.dense(type, rows, outputs);
    }

    private memory.desc y(int rows, int outputs) {
        return Tensors.dense(outputType, rows, outputs);
    }

    private inner_product_forward.primitive_desc forward(int rows, int outputs, memory.desc y) {
        return forward(x(rows), format.describe(type, outputs), outputs, y);
    }

    private inner_product_forward.primitive_desc forward(
            memory.desc x, memory.desc weights, int outputs, memory.desc y) {
        inner_product_forward.desc description =
                new inner_product_forward.desc(prop_kind.forward_training, x, weights, Tensors.floats(outputs), y);
        return new inner_product_forward.primitive_desc(description, Tensors.attributes(shape.relu()), OneDnn.engine());
    }

    @Override
    public int outputSize() {
        return samples * shape.outputs();
    }

    @Override
    public int samples() {
        return samples;
    }

    @Override
    public boolean hasRelu() {
        return shape.relu();
    }

    @Override
    public DenseFormat weights() {
        return format;
    }

    @Override
    public memory.desc kernelWeights() {
        return kernelWeights;
    }

    @Override
    public int biases() {
        return shape.outputs();
    }

    /** Whether its weights are so many that each member of a team had better read only those of some of the outputs. */
    boolean isWide() {
        return samples == 1 && format.size() >= WIDE;
    }

    @Override
    public void addForward(Program program, int rows, Rows x, ParameterBlock weights, ParameterBlock biases, Rows y) {
        addForward(program, samples * rows, 0, shape.outputs(), x, weights, biases, y);
    }

    /**
     * Of some outputs only.
     *
     * @param from the first, a multiple of {@link DenseFormat#BLOCK}
     * @param y [rows][outputs], theirs alone
     */
    void addForward(
            Program program,
            int rows,
            int from,
            int outputs,
            Rows x,
            ParameterBlock weights,
            ParameterBlock biases,
            Rows y) {
        inner_product_forward.primitive_desc forward = forward(rows, outputs, y(rows, outputs));
        program.add(
                name + " forward",
                forward,
                new inner_product_forward(forward),
                new Arguments()
                        .with(DNNL_ARG_SRC, x.as(x(rows)))
                        .with(
                                DNNL_ARG_WEIGHTS,
                                weights.view(program, format.describe(type, outputs), from * format.outputStride()))
                        .with(DNNL_ARG_BIAS, biases.view(program, Tensors.floats(outputs), from))
                        .with(DNNL_ARG_DST, y.as(y(rows, outputs))));
    }

    @Override
    public void addBackwardData(
            Program program, int rows, Rows x, Rows dy, ParameterBlock weights, ParameterBlock biases, Rows dx) {
        addBackwardData(program, samples * rows, 0, shape.outputs(), dy, weights, dx);
    }

    /**
     * The part of it that comes from some outputs.
     *
     * @param from the first, a multiple of {@link DenseFormat#BLOCK}
     * @param dy [rows][outputs], theirs alone
     */
    void addBackwardData(Program program, int rows, int from, int outputs, Rows dy, ParameterBlock weights, Rows dx) {
        inner_product_backward_data.desc description =
                new inner_product_backward_data.desc(x(rows), format.describe(type, outputs), dy(rows, outputs));
        inner_product_backward_data.primitive_desc backward = new inner_product_backward_data.primitive_desc(
                description, Tensors.attributes(false), OneDnn.engine(), forward(rows, outputs, dy(rows, outputs)));
        program.add(
                name + " backward data",
                backward,
                new inner_product_backward_data(backward),
                new Arguments()
                        .with(DNNL_ARG_DIFF_DST, dy.as(dy(rows, outputs)))
                        .with(
                                DNNL_ARG_WEIGHTS,
                                weights.view(program, format.describe(type, outputs), from * format.outputStride()))
                        .with(DNNL_ARG_DIFF_SRC, dx.as(x(rows))));
    }

    /**
     * The gradient of the weights and biases of some outputs, summed over these rows.
     *
     * @param outputs how many of the layer's outputs
     * @param inputs how many of the layer's inputs
     * @param x [rows][inputs], these alone
     * @param dy [rows][outputs], theirs alone
     */
    void addBackwardWeights(
            Program program,
            int rows,
            int outputs,
            int inputs,
            Rows x,
            Rows dy,
            NativeBuffer weights,
            NativeBuffer biases) {
        memory.desc gradient = format.describeGradient(outputs, inputs);
        memory.desc given = dy(rows, outputs);
        inner_product_backward_weights.desc description =
                new inner_product_backward_weights.desc(x(rows, inputs), gradient, Tensors.floats(outputs), given);
        inner_product_backward_weights.primitive_desc backward = new inner_product_backward_weights.primitive_desc(
                description,
                Tensors.attributes(false),
                OneDnn.engine(),
                forward(x(rows, inputs), format.describe(type, outputs, inputs), outputs, given));
        program.add(
                name + " backward weights",
                backward,
                new inner_product_backward_weights(backward),
                new Arguments()
                        .with(DNNL_ARG_SRC, x.as(x(rows, inputs)))
                        .with(DNNL_ARG_DIFF_DST, dy.as(given))
                        .with(DNNL_ARG_DIFF_WEIGHTS, weights.view(gradient, 0))
                        .with(DNNL_ARG_DIFF_BIAS, biases.view(Tensors.floats(outputs), 0)));
    }
}
