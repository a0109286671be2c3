package dqn.network.onednn;

import dqn.network.ParameterLayout;
import dqn.network.ParameterLayout.LayerParameters;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.memory;

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

    /** Floats in the largest piece: with the optimiser's vectors they fit into a core's first cache. */
    static final int LARGEST_PIECE = 4096;

    /**
     * Weights or biases of one layer.
     *
     * @param offset in the whole vector
     * @param natives one or two buffers
     * @param buffers the same
     * @param unit see {@link WeightFormat#unit}
     * @param pieces in their order
     */
    record Block(int offset, int size, NativeBuffer[] natives, FloatBuffer[] buffers, int unit, List<Piece> pieces) {
        /** What a program's kernels read in a run with each buffer: the tensor that begins at this float. */
        memory[] view(Program reader, memory.desc description, int start) {
            memory[] views = new memory[Arguments.BUFFERS];
            for (int i = 0; i < views.length; i++) {
                views[i] = natives[i % natives.length].view(reader.scope(), description, (long) start * Float.BYTES);
            }
            return views;
        }

        FloatBuffer floats(int buffer) {
            return buffers[buffer % buffers.length];
        }

        /** The pieces of the units {@code [from, to)}. */
        List<Piece> piecesOfUnits(int from, int to) {
            int piecesPerUnit = (unit + LARGEST_PIECE - 1) / LARGEST_PIECE;
            return pieces.subList(from * piecesPerUnit, Math.min(to * piecesPerUnit, pieces.size()));
        }

        private void copyFrom(Block other, int from, int to) {
            floats(to).put(0, other.floats(from), 0, size);
        }
    }

    /**
     * What the optimiser steps at once.
     *
     * @param number among all the network's pieces
     * @param index where it begins in its block
     */
    record Piece(int number, Block block, int index, int length) {
        /** Where it begins in the whole vector. */
        int offset() {
            return block.offset + index;
        }

        void read(int buffer, float[] target) {
            block.floats(buffer).get(index, target, 0, length);
        }

        void write(int buffer, float[] source) {
            block.floats(buffer).put(index, source, 0, length);
        }
    }

    private final List<CompiledLayer> layers;
    private final ParameterLayout layout;
    private final List<Block> weights = new ArrayList<>();
    private final List<Block> biases = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final int size;
    private volatile int current;

    /** All zero. */
    Parameters(NativeScope scope, CompiledNetwork network, boolean learning) {
        layers = network.layers();
        layout = ParameterLayout.of(network.spec());
        int buffers = learning && (long) layout.size() * Float.BYTES <= LARGEST_DOUBLE ? Arguments.BUFFERS : 1;
        int offset = 0;
        for (CompiledLayer layer : layers) {
            WeightFormat format = layer.weights();
            weights.add(block(scope, format.description(), offset, buffers, format.unit()));
            offset = Math.addExact(offset, format.size());
            int biasUnit = layer instanceof DenseLayer ? DenseFormat.BLOCK : layer.biases();
            biases.add(block(scope, Tensors.floats(layer.biases()), offset, buffers, biasUnit));
            offset = Math.addExact(offset, layer.biases());
        }
        size = offset;
    }

    private Block block(NativeScope scope, memory.desc description, int offset, int buffers, int unit) {
        NativeBuffer[] natives = new NativeBuffer[buffers];
        Arrays.setAll(natives, i -> scope.allocate(description));
        FloatBuffer[] floats = Arrays.stream(natives).map(NativeBuffer::floats).toArray(FloatBuffer[]::new);
        Block block = new Block(offset, floats[0].capacity(), natives, floats, unit, new ArrayList<>());
        for (int start = 0; start < block.size; start += unit) {
            int end = Math.min(start + unit, block.size);
            for (int index = start; index < end; index += LARGEST_PIECE) {
                Piece piece = new Piece(pieces.size(), block, index, Math.min(LARGEST_PIECE, end - index));
                block.pieces.add(piece);
                pieces.add(piece);
            }
        }
        return block;
    }

    /** Floats of the whole vector, with those that only fill up. */
    int size() {
        return size;
    }

    Block weights(int layer) {
        return weights.get(layer);
    }

    Block biases(int layer) {
        return biases.get(layer);
    }

    /** All pieces, in the order of the whole vector. */
    List<Piece> pieces() {
        return pieces;
    }

    int[] pieceLengths() {
        return pieces.stream().mapToInt(Piece::length).toArray();
    }

    /** The buffer to compute with. */
    int current() {
        return current;
    }

    /** The buffer for the optimiser to write. */
    int next() {
        return 1 - current;
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

    private static FloatBuffer slice(float[] vector, Block block) {
        return FloatBuffer.wrap(vector, block.offset(), block.size()).slice();
    }
}
