package dqn.network.onednn;

import dqn.network.ParameterLayout;
import dqn.network.ParameterLayout.LayerParameters;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A network's parameters in native memory, as the kernels want them.
 *
 * <p>Seen as one vector, each layer's weights are followed by its biases; the optimiser's vectors have the same order.
 * With two buffers the optimiser reads one and writes the other, so that another thread can go on with the old parameters
 * until {@link #flip}.
 */
final class Parameters {
    /** Larger networks get one buffer only. */
    private static final long LARGEST_DOUBLE = 256L << 20;

    private final List<CompiledLayer> layers;
    private final ParameterLayout layout;
    private final List<ParameterBlock> weights = new ArrayList<>();
    private final List<ParameterBlock> biases = new ArrayList<>();
    private final List<ParameterBlock.Piece> pieces = new ArrayList<>();
    private final Program refresh;
    private final int size;
    private volatile int current;

    /** All zero. */
    Parameters(NativeScope scope, CompiledNetwork network, boolean learning) {
        layers = network.layers();
        layout = ParameterLayout.of(network.spec());
        int buffers = learning && (long) layout.size() * Float.BYTES <= LARGEST_DOUBLE ? Arguments.BUFFERS : 1;
        int offset = 0;
        refresh = new Program(scope);
        for (CompiledLayer layer : layers) {
            WeightFormat format = layer.weights();
            ParameterBlock block = new ParameterBlock(
                    scope, buffers, offset, format.unit(), format.description(), layer.kernelWeights(), pieces.size());
            block.addRefresh(refresh);
            weights.add(block);
            pieces.addAll(block.pieces());
            offset = Math.addExact(offset, format.size());
            int unit = layer instanceof DenseLayer ? DenseFormat.BLOCK : layer.biases();
            var numbers = Tensors.floats(layer.biases());
            biases.add(new ParameterBlock(scope, buffers, offset, unit, numbers, numbers, pieces.size()));
            pieces.addAll(biases.get(biases.size() - 1).pieces());
            offset = Math.addExact(offset, layer.biases());
        }
        refresh.seal();
        size = offset;
    }

    /** Floats of the whole vector, with those that only fill up. */
    int size() {
        return size;
    }

    ParameterBlock weights(int layer) {
        return weights.get(layer);
    }

    ParameterBlock biases(int layer) {
        return biases.get(layer);
    }

    /** All pieces, in the order of the whole vector. */
    List<ParameterBlock.Piece> pieces() {
        return pieces;
    }

    int[] pieceLengths() {
        return pieces.stream().mapToInt(ParameterBlock.Piece::length).toArray();
    }

    /** The buffer to compute with. */
    int current() {
        return current;
    }

    /** The buffer for the optimiser to write. */
    int next() {
        return 1 - current;
    }

    /** How many tasks {@link #refresh} has. */
    int refreshCount() {
        return refresh.size();
    }

    /** Renews a layer's copy for the kernels in the next buffer; to be called for each task before {@link #flip}. */
    void refresh(int task) {
        refresh.run(task, task + 1, next());
    }

    /** Makes what the optimiser has written current. */
    void flip() {
        current = next();
    }

    /** From {@link ParameterLayout}'s order. */
    void write(float[] flat) {
        for (int i = 0; i < layers.size(); i++) {
            LayerParameters place = layout.layers().get(i);
            layers.get(i)
                    .weights()
                    .toNative(flat, place.weights(), weights.get(i).floats(current));
            biases.get(i).floats(current).put(0, flat, place.biases(), place.outputs());
        }
        refresh.run(0, refresh.size(), current);
    }

    /** To {@link ParameterLayout}'s order. */
    void read(float[] flat) {
        for (int i = 0; i < layers.size(); i++) {
            LayerParameters place = layout.layers().get(i);
            layers.get(i).weights().fromNative(weights.get(i).floats(current), flat, place.weights());
            biases.get(i).floats(current).get(0, flat, place.biases(), place.outputs());
        }
    }

    /** From a network of the same shape. */
    void copyFrom(Parameters other) {
        for (int i = 0; i < layers.size(); i++) {
            weights.get(i).copyFrom(other.weights.get(i), other.current, current);
            biases.get(i).copyFrom(other.biases.get(i), other.current, current);
        }
        refresh.run(0, refresh.size(), current);
    }

    /** A vector of the optimiser or a gradient, in this class's order, from one in {@link ParameterLayout}'s. */
    float[] toNative(float[] flat) {
        float[] vector = new float[size];
        for (int i = 0; i < layers.size(); i++) {
            LayerParameters place = layout.layers().get(i);
            layers.get(i).weights().toNative(flat, place.weights(), slice(vector, weights.get(i)));
            System.arraycopy(flat, place.biases(), vector, biases.get(i).offset(), place.outputs());
        }
        return vector;
    }

    /** The other way round. */
    void fromNative(float[] vector, float[] flat) {
        for (int i = 0; i < layers.size(); i++) {
            LayerParameters place = layout.layers().get(i);
            layers.get(i).weights().fromNative(slice(vector, weights.get(i)), flat, place.weights());
            System.arraycopy(vector, biases.get(i).offset(), flat, place.biases(), place.outputs());
        }
    }

    private static FloatBuffer slice(float[] vector, ParameterBlock block) {
        return FloatBuffer.wrap(vector, block.offset(), block.size()).slice();
    }
}
