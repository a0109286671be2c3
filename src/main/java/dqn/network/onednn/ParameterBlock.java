package dqn.network.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;

/**
 * Weights or biases of one layer.
 *
 * <p>The numbers that are learnt are float32. The kernels read these, or where they compute with bf16, a copy.
 */
final class ParameterBlock {
    /** Floats in the largest piece: with the optimiser's vectors they fit into a core's first cache. */
    static final int LARGEST_PIECE = 4096;

    /**
     * What the optimiser steps at once.
     *
     * @param number among all the network's pieces
     * @param index where it begins in its block
     */
    record Piece(int number, ParameterBlock block, int index, int length) {
        /** Where it begins in the whole vector. */
        int offset() {
            return block.offset + index;
        }

        void read(float[] target) {
            block.floats.get(index, target, 0, length);
        }

        void write(float[] source) {
            block.floats.put(index, source, 0, length);
        }
    }

    private static final int REFRESHED_AT_ONCE = 1 << 17;

    private final int offset;
    private final int unit;
    private final memory.desc description;
    private final memory.desc kernelDescription;
    /** Whether the kernels have a copy. */
    private final boolean copied;

    private final NativeBuffer learnt;
    private final NativeBuffer read;
    private final FloatBuffer floats;
    private final List<Piece> pieces = new ArrayList<>();
    /** Null where the layer is not noisy. */
    private Noise noise;
    /** By piece, see {@link LogicalParameters#mask}; null where all is learnt. */
    private float[][] mask;

    /**
     * All zero.
     *
     * @param offset in the whole vector
     * @param unit see {@link WeightFormat#unit}; if not all, then the copy has the same order
     * @param description what is learnt
     * @param kernelDescription what the kernels read
     * @param firstPiece number of its first piece
     */
    ParameterBlock(
            NativeScope scope,
            int offset,
            int unit,
            memory.desc description,
            memory.desc kernelDescription,
            int firstPiece) {
        this.offset = offset;
        this.unit = unit;
        this.description = description;
        this.kernelDescription = kernelDescription;
        copied = !Tensors.same(description, kernelDescription);
        learnt = scope.allocate(description);
        read = copied ? scope.allocate(kernelDescription) : learnt;
        floats = learnt.floats();
        for (int start = 0; start < size(); start += unit) {
            int end = Math.min(start + unit, size());
            for (int index = start; index < end; index += LARGEST_PIECE) {
                int length = Math.min(LARGEST_PIECE, end - index);
                pieces.add(new Piece(firstPiece + pieces.size(), this, index, length));
            }
        }
    }

    int offset() {
        return offset;
    }

    /** Floats, with those that only fill up. */
    int size() {
        return floats.capacity();
    }

    int unit() {
        return unit;
    }

    /** In their order. */
    List<Piece> pieces() {
        return pieces;
    }

    /** The pieces of the numbers {@code [from, to)}; both are where pieces begin, or the end. */
    List<Piece> piecesWithin(int from, int to) {
        return pieces.subList(pieceAt(from), pieceAt(to));
    }

    private int pieceAt(int index) {
        int piecesPerUnit = (unit + LARGEST_PIECE - 1) / LARGEST_PIECE;
        return index >= size() ? pieces.size() : index / unit * piecesPerUnit + index % unit / LARGEST_PIECE;
    }

    /** What is learnt. */
    FloatBuffer floats() {
        return floats;
    }

    /** What a program's kernels read: the tensor that begins at this number. */
    memory view(Program reader, memory.desc tensor, int start) {
        long bytes = (long) start * Tensors.bytesOf(copied ? data_type.bf16 : data_type.f32);
        return read.view(reader.scope(), tensor, bytes);
    }

    /** Appends the kernels that renew the kernels' copy, if there is one: one, or where both lie alike, small ones. */
    void addRefresh(Program program) {
        if (!copied) {
            return;
        }
        if (unit == size()) {
            addRefresh(program, description, kernelDescription, 0);
            return;
        }
        for (int start = 0; start < size(); start += REFRESHED_AT_ONCE) {
            int count = Math.min(REFRESHED_AT_ONCE, size() - start);
            addRefresh(program, Tensors.floats(count), Tensors.dense(data_type.bf16, count), start);
        }
    }

    private void addRefresh(Program program, memory.desc from, memory.desc to, int start) {
        Elementwise.addReorder(
                program,
                "weights to bf16",
                from,
                learnt.view(program.scope(), from, (long) start * Float.BYTES),
                to,
                view(program, to, start));
    }

    void setNoise(Noise numbers) {
        noise = numbers;
    }

    /** What is learnt where the layer is noisy, else null; then {@link #floats} is mean and noise together. */
    Noise noise() {
        return noise;
    }

    void setMask(float[] whole) {
        mask = new float[pieces.size()][];
        Arrays.setAll(mask, i -> {
            Piece piece = pieces.get(i);
            return Arrays.copyOfRange(whole, piece.index, piece.index + piece.length);
        });
    }

    /** Takes out of a piece's gradient what is always zero. */
    void maskGradient(Piece piece, float[] gradient) {
        if (mask == null) {
            return;
        }
        float[] factor = mask[piece.number - pieces.get(0).number];
        for (int i = 0; i < factor.length; i++) {
            gradient[i] *= factor[i];
        }
    }

    /** Takes what is learnt over from a block of the same layer. */
    void copyFrom(ParameterBlock other) {
        floats.put(0, other.floats, 0, size());
    }
}
