package dqn.network;

import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Layer;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each layer's numbers lie in the flat vector that crosses between backends: DL4J's order.
 *
 * <p>The layers follow one another from input to output. Weights are always {@code [outputs][inputs]}, row-major: for a
 * convolution {@code [filter][channel][row][column]}, for a dense layer one row per unit, its inputs in
 * {@code [channel][row][column]} order. DL4J puts a convolution's biases before its weights, and a dense layer's behind
 * them.
 *
 * @param layers from the first hidden layer to the output layer
 * @param size length of the whole vector
 */
public record ParameterLayout(List<LayerParameters> layers, int size) {
    /**
     * The ranges of one layer.
     *
     * @param weights index of its first weight
     * @param biases index of its first bias
     * @param outputs filters or units, and so the number of biases
     * @param fanIn inputs of each output: kernel area times channels, or units before
     * @param fanOut as Keras counts it: kernel area times filters, or units
     */
    public record LayerParameters(int weights, int biases, int outputs, int fanIn, int fanOut) {
        /** Number of weights. */
        public int weightCount() {
            return outputs * fanIn;
        }
    }

    /**
     * The layout of such a network.
     *
     * @throws ArithmeticException if it has more than 2^31 - 1 parameters
     */
    public static ParameterLayout of(NetworkSpec spec) {
        int size = Math.toIntExact(spec.parameterCount());
        List<ObservationSpec> shapes = spec.shapes();
        List<LayerParameters> layers = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i + 1 < shapes.size(); i++) {
            int outputs = shapes.get(i + 1).channels();
            boolean convolution = i < spec.layers().size() && spec.layers().get(i) instanceof Layer.Conv;
            int area = convolution ? area((Layer.Conv) spec.layers().get(i)) : 1;
            int fanIn = convolution
                    ? area * shapes.get(i).channels()
                    : shapes.get(i).size();
            int weights = convolution ? offset + outputs : offset;
            int biases = convolution ? offset : offset + outputs * fanIn;
            layers.add(new LayerParameters(weights, biases, outputs, fanIn, area * outputs));
            offset += outputs * fanIn + outputs;
        }
        return new ParameterLayout(List.copyOf(layers), size);
    }

    private static int area(Layer.Conv conv) {
        return conv.kernel() * conv.kernel();
    }
}
