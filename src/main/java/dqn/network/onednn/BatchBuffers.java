package dqn.network.onednn;

import org.bytedeco.dnnl.memory.data_type;

/** Activations of a whole batch and their gradients. Every member of the team works on rows of its own. */
final class BatchBuffers {
    private final int batch;
    private final data_type type;
    private final NativeBuffer[] activations;
    /** The gradient before the ReLU; none for the input, and for inference none at all. */
    private final NativeBuffer[] gradients;

    private final int[] sizes;
    /** Rows that the kernels see of each row of the batch. */
    private final int[] samples;

    BatchBuffers(NativeScope scope, CompiledNetwork network, int batch, boolean learning) {
        this.batch = batch;
        type = network.type();
        int count = network.layers().size() + 1;
        activations = new NativeBuffer[count];
        gradients = new NativeBuffer[count];
        sizes = new int[count];
        samples = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = network.sizeBefore(i);
            samples[i] = network.samplesBefore(i);
            activations[i] = scope.allocate(Tensors.dense(typeOf(i), (long) batch * sizes[i]));
            if (learning && i > 0) {
                gradients[i] = scope.allocate(Tensors.dense(type, (long) batch * sizes[i]));
            }
        }
    }

    /** Of activations {@code i}: the outputs of the network are always float32. */
    data_type typeOf(int i) {
        return i == activations.length - 1 ? data_type.f32 : type;
    }

    /** Of what lies between the layers. */
    data_type type() {
        return type;
    }

    int batch() {
        return batch;
    }

    /** Rows of activations {@code i} as the kernels see them, for all of the batch. */
    int kernelRows(int i) {
        return batch * samples[i];
    }

    /** Numbers in each of {@link #kernelRows}. */
    int width(int i) {
        return sizes[i] / samples[i];
    }

    /** The input of layer {@code i}, or the output of the network, from this row on. */
    Rows activations(int i, int row) {
        return new Rows(activations[i], (long) row * sizes[i] * Tensors.bytesOf(typeOf(i)));
    }

    Rows gradients(int i, int row) {
        return new Rows(gradients[i], (long) row * sizes[i] * Tensors.bytesOf(type));
    }

    /** The columns {@code [from, from + count)} of activations {@code i}, all {@link #kernelRows}. */
    Columns activationColumns(int i, int from, int count) {
        return Columns.of(typeOf(i), kernelRows(i), width(i), from, count);
    }

    Columns gradientColumns(int i, int from, int count) {
        return Columns.of(type, kernelRows(i), width(i), from, count);
    }

    int size(int i) {
        return sizes[i];
    }
}
