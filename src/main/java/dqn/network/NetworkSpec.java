package dqn.network;

import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Padding;
import java.util.ArrayList;
import java.util.List;

/**
 * A complete network: input, layers with ReLU, and a linear output layer.
 *
 * @param input shape of one observation (a stack)
 * @param scale what each input byte is multiplied by
 * @param padding of every convolution
 * @param layers hidden layers, convolutions before dense ones
 * @param outputs number of linear outputs
 * @param initialization of the weights
 */
public record NetworkSpec(
        ObservationSpec input,
        double scale,
        Padding padding,
        List<Layer> layers,
        int outputs,
        Initialization initialization) {
    /** From the configuration and what the game gives. */
    public static NetworkSpec of(NetworkConfig config, ObservationSpec input, double scale, int actions) {
        return new NetworkSpec(input, scale, config.padding(), config.layers(), actions, config.initialization());
    }

    /** Whether the parameters of one serve the other. */
    public boolean sameShape(NetworkSpec other) {
        return input.equals(other.input)
                && padding == other.padding
                && layers.equals(other.layers)
                && outputs == other.outputs;
    }

    /** Shapes of the activations: the input, behind each layer, and the output; dense ones are n x 1 x 1. */
    public List<ObservationSpec> shapes() {
        List<ObservationSpec> shapes = new ArrayList<>();
        shapes.add(input);
        for (Layer layer : layers) {
            shapes.add(shapeAfter(shapes.get(shapes.size() - 1), layer));
        }
        shapes.add(new ObservationSpec(outputs, 1, 1));
        return shapes;
    }

    private ObservationSpec shapeAfter(ObservationSpec in, Layer layer) {
        if (layer instanceof Layer.Conv conv) {
            int height = outputSize(in.height(), conv);
            int width = outputSize(in.width(), conv);
            if (height < 1 || width < 1) {
                throw new IllegalArgumentException("a " + conv.kernel() + "x" + conv.kernel()
                        + " convolution does not fit on its " + in.height() + "x" + in.width() + " input");
            }
            return new ObservationSpec(conv.filters(), height, width);
        }
        return new ObservationSpec(((Layer.Dense) layer).units(), 1, 1);
    }

    private int outputSize(int size, Layer.Conv conv) {
        return padding == Padding.SAME
                ? (size + conv.stride() - 1) / conv.stride()
                : Math.floorDiv(size - conv.kernel(), conv.stride()) + 1;
    }

    /** Number of weights and biases. */
    public long parameterCount() {
        List<ObservationSpec> shapes = shapes();
        long count = 0;
        for (int i = 0; i < layers.size(); i++) {
            count += layers.get(i) instanceof Layer.Conv conv
                    ? ((long) shapes.get(i).channels() * conv.kernel() * conv.kernel() + 1) * conv.filters()
                    : (shapes.get(i).size() + 1L) * shapes.get(i + 1).channels();
        }
        return count + (shapes.get(layers.size()).size() + 1L) * outputs;
    }
}
