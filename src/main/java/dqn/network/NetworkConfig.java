package dqn.network;

import java.util.List;

/** The {@code network} part of the configuration: everything but the input and the number of outputs. */
public record NetworkConfig(Padding padding, List<Layer> layers, Head head, Initialization initialization) {
    /** What a convolution does at the edges. */
    public enum Padding {
        /** Output size ceil(input / stride), the smaller half of the padding before, as in TensorFlow. */
        SAME,
        /** No padding: floor((input - kernel) / stride) + 1. */
        VALID
    }

    /** What follows the last layer. */
    public enum Head {
        /** One linear output per action. */
        Q
    }

    /** How weights are drawn; all biases start at 0 but PyTorch's. */
    public enum Initialization {
        /** Uniform +-sqrt(6 / (fanIn + fanOut)). */
        GLOROT_UNIFORM,
        /** Uniform +-sqrt(6 / fanIn). */
        HE_UNIFORM,
        /** Weights and biases uniform +-1/sqrt(fanIn). */
        PYTORCH
    }

    /** A layer with a ReLU behind it. */
    public sealed interface Layer {
        /** A square convolution. */
        record Conv(int filters, int kernel, int stride) implements Layer {}

        /** A fully connected layer; flattens what comes before in [channel][row][column] order. */
        record Dense(int units) implements Layer {}
    }
}
