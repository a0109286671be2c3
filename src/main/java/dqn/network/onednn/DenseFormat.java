package dqn.network.onednn;

import dqn.network.onednn.LayerShape.Dense;
import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * A dense layer's weights: {@code [output][input]}, or with blocks {@code [output / 16][input / 16][input % 16][output %
 * 16]}, of which AVX-512 kernels read a row of 16 outputs at once. Either way some outputs' weights lie together.
 */
final class DenseFormat implements WeightFormat {
    static final int BLOCK = 16;

    private final memory.desc description;
    private final Dense shape;
    private final boolean blocked;
    /** Inputs as they lie in memory. */
    private final int[] logicalInputs;

    DenseFormat(NativeScope scope, Dense shape, boolean blocked) {
        this.shape = shape;
        this.blocked = blocked;
        logicalInputs = shape.features().logical();
        description = scope.keep(describe(data_type.f32, shape.outputs()));
        Math.toIntExact(description.get_size());
    }

    /** Of this many outputs of the layer. */
    memory.desc describe(data_type type, int outputs) {
        return describe(type, outputs, shape.features().size());
    }

    /** The same from some of the inputs only, which lie together where {@link #isBlocked}. */
    memory.desc describe(data_type type, int outputs, int inputs) {
        return Tensors.desc(type, blocked ? format_tag.AB16b16a : format_tag.ab, outputs, inputs);
    }

    /**
     * Of a gradient. That of one block of outputs lies as {@code [input][output]}, and described so it is computed by a
     * faster kernel.
     */
    memory.desc describeGradient(int outputs, int inputs) {
        boolean oneBlock = blocked && outputs == BLOCK && inputs % BLOCK == 0;
        return oneBlock
                ? Tensors.desc(data_type.f32, format_tag.ba, outputs, inputs)
                : describe(data_type.f32, outputs, inputs);
    }

    boolean isBlocked() {
        return blocked;
    }

    /** Floats between the weights of one output and those of the next, on the average of whole blocks. */
    int outputStride() {
        return blocked ? (logicalInputs.length + BLOCK - 1) / BLOCK * BLOCK : logicalInputs.length;
    }

    @Override
    public memory.desc description() {
        return description;
    }

    @Override
    public int size() {
        return (int) (description.get_size() / Float.BYTES);
    }

    /** The weights of {@link #BLOCK} outputs. */
    @Override
    public int unit() {
        return BLOCK * outputStride();
    }

    /** Inputs as they lie in memory. */
    int inputs() {
        return logicalInputs.length;
    }

    /** A piece of the matrix outputs x inputs. */
    void outerProduct(ParameterBlock.Piece piece, float[] inputs, float[] outputs, float[] target) {
        int firstOutput = piece.index() / unit() * BLOCK;
        int index = piece.index() % unit();
        for (int i = 0; i < piece.length(); i++, index++) {
            int input = blocked ? index / BLOCK : index % logicalInputs.length;
            int output = firstOutput + (blocked ? index % BLOCK : index / logicalInputs.length);
            boolean filling = input >= inputs.length || output >= outputs.length;
            target[i] = filling ? 0 : inputs[input] * outputs[output];
        }
    }

    private int place(int output, int input) {
        return blocked
                ? output / BLOCK * BLOCK * outputStride()
                        + input / BLOCK * BLOCK * BLOCK
                        + input % BLOCK * BLOCK
                        + output % BLOCK
                : output * logicalInputs.length + input;
    }

    @Override
    public void toNative(float[] source, int from, FloatBuffer target) {
        int fanIn = fanIn();
        for (int output = 0; output < shape.outputs(); output++) {
            for (int input = 0; input < logicalInputs.length; input++) {
                if (logicalInputs[input] >= 0) {
                    target.put(place(output, input), source[from + output * fanIn + logicalInputs[input]]);
                }
            }
        }
    }

    @Override
    public void fromNative(FloatBuffer source, float[] target, int from) {
        int fanIn = fanIn();
        for (int output = 0; output < shape.outputs(); output++) {
            for (int input = 0; input < logicalInputs.length; input++) {
                if (logicalInputs[input] >= 0) {
                    target[from + output * fanIn + logicalInputs[input]] = source.get(place(output, input));
                }
            }
        }
    }

    private int fanIn() {
        return shape.features().channels()
                * shape.features().height()
                * shape.features().width();
    }
}
