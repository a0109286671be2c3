package dqn.network.onednn;

import dqn.network.onednn.Parameters.Block;

/** Appends one layer's kernels to programs. Activations and their gradients are rows of whole-batch buffers. */
interface CompiledLayer {
    /** Floats of one row of the output, with those that only fill up. */
    int outputSize();

    /** How the weights lie. */
    WeightFormat weights();

    /** Number of biases. */
    int biases();

    /** {@code y = f(W x + b)}, with the ReLU if there is one. */
    void addForward(Program program, int rows, Rows x, Block weights, Block biases, Rows y);

    /** From the gradient before the ReLU, {@code dy}, to that of the input. */
    void addBackwardData(Program program, int rows, Rows dy, Block weights, Rows dx);
}
