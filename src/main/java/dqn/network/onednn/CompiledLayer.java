package dqn.network.onednn;

import org.bytedeco.dnnl.memory;

/** Appends one layer's kernels to programs. Activations and their gradients are rows of whole-batch buffers. */
interface CompiledLayer {
    /** Floats of one row of the output, with those that only fill up. */
    int outputSize();

    /** How the weights lie that are learnt. */
    WeightFormat weights();

    /** How those lie that the kernels read. */
    memory.desc kernelWeights();

    /** Number of biases. */
    int biases();

    /** Whether its outputs have gone through a ReLU. */
    boolean hasRelu();

    /**
     * Whether any of its kernels would be oneDNN's reference code, hundreds of times slower than the others.
     *
     * @param first whether no gradient is passed on to a layer before
     */
    default boolean needsReference(boolean first) {
        return false;
    }

    /** Rows of outputs that come of each row of the batch. */
    default int samples() {
        return 1;
    }

    /** {@code y = f(W x + b)}, with the ReLU if there is one. */
    void addForward(Program program, int rows, Rows x, ParameterBlock weights, ParameterBlock biases, Rows y);

    /** From the gradient before the ReLU, {@code dy}, to that of the input {@code x}. */
    void addBackwardData(
            Program program, int rows, Rows x, Rows dy, ParameterBlock weights, ParameterBlock biases, Rows dx);
}
