package dqn.network;

import dqn.core.InvalidSetting;
import java.util.List;

/**
 * The {@code network} part of the configuration: everything but the input and the number of outputs.
 *
 * @param padding of every convolution and maxPool
 * @param layers hidden layers, convolutions and what is behind them before dense ones
 * @param head what follows them
 * @param noisy whether dense layers have noisy weights (Fortunato et al. 2018)
 * @param initialization of the weights
 */
public record NetworkConfig(
        Padding padding, List<Layer> layers, Head head, boolean noisy, Initialization initialization) {
    /** Two streams are computed as one layer, which has at most twice as many. */
    private static final int MOST_UNITS_OF_A_STREAM = 500_000;

    /** Refuses layers in another order, and streams without units. */
    public NetworkConfig {
        layers = List.copyOf(layers);
        InvalidSetting.unless(
                layers.size() <= NetworkSpec.MOST_LAYERS,
                "layers",
                "must be at most " + NetworkSpec.MOST_LAYERS + ", not " + layers.size());
        requireOrder(layers);
        if (head == Head.DUELING) {
            requireStreams(layers);
        }
    }

    /** Convolutions before dense layers, maxima behind convolutions or other maxima. */
    static void requireOrder(List<Layer> layers) {
        for (int i = 0; i < layers.size(); i++) {
            Layer before = i == 0 ? null : layers.get(i - 1);
            InvalidSetting.unless(
                    !(layers.get(i) instanceof Layer.Conv && before instanceof Layer.Dense),
                    "layers[" + i + "]",
                    "is a convolution behind a dense layer: put the convolutions first");
            InvalidSetting.unless(
                    !(layers.get(i) instanceof Layer.MaxPool) || before instanceof Layer.Window,
                    "layers[" + i + "]",
                    "is a maxPool without a convolution before it: put it behind one");
        }
    }

    private static void requireStreams(List<Layer> layers) {
        int last = layers.size() - 1;
        InvalidSetting.unless(
                last >= 0 && layers.get(last) instanceof Layer.Dense,
                "head",
                "cannot be dueling without a dense layer at the end of the layers, which value and advantage each"
                        + " have of their own: add one, or use q");
        int units = ((Layer.Dense) layers.get(last)).units();
        InvalidSetting.unless(
                units <= MOST_UNITS_OF_A_STREAM,
                "layers[" + last + "].dense",
                "must be at most " + MOST_UNITS_OF_A_STREAM + " units with head: dueling, which has them twice, not "
                        + units);
    }

    /** What convolutions and maxima do at the edges. */
    public enum Padding {
        /** Output size ceil(input / stride), the smaller half of what is outside before, as in TensorFlow. */
        SAME,
        /** Nothing outside: floor((input - kernel) / stride) + 1. */
        VALID
    }

    /** What follows the last layer. */
    public enum Head {
        /** One linear output per action. */
        Q,
        /** Streams of their own for value and advantage (Wang et al. 2016). */
        DUELING
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

    /** A hidden layer. */
    public sealed interface Layer {
        /** One whose outputs each see a square of its input. */
        sealed interface Window {
            /** Rows and columns of the square. */
            int kernel();

            /** Rows or columns from one square to the next. */
            int stride();

            private static void check(int kernel, int stride) {
                InvalidSetting.unlessWithin(1, 1_000, "kernel", kernel);
                InvalidSetting.unlessWithin(1, 1_000, "stride", stride);
            }
        }

        /** A convolution with a ReLU behind it. */
        record Conv(int filters, int kernel, int stride) implements Layer, Window {
            /** Refuses an empty one. */
            public Conv {
                InvalidSetting.unlessWithin(1, 100_000, "filters", filters);
                Window.check(kernel, stride);
            }
        }

        /** The largest of each channel's activations in each square; what is outside does not count. */
        record MaxPool(int kernel, int stride) implements Layer, Window {
            /** Refuses an empty one. */
            public MaxPool {
                Window.check(kernel, stride);
            }
        }

        /** With a ReLU behind it, a fully connected layer; flattens what comes before in [channel][row][column] order. */
        record Dense(int units) implements Layer {
            /** Refuses an empty one. */
            public Dense {
                InvalidSetting.unless(
                        units >= 1 && units <= 1_000_000, "", "must be from 1 to 1000000 units, not " + units);
            }
        }
    }
}
