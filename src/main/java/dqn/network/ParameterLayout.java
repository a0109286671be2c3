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
 * them. Maxima have none.
 *
 * <p>Of a dueling head the value's output layer comes before the advantages'. Of implicit quantiles the weights of the
 * cosines, a layer of their own, come before the last hidden layer. Of noisy layers these are the means; the
 * spreads follow behind all of them, layer by layer, in the same order.
 *
 * @param layers from the first hidden layer to the output layer
 * @param spreads of the same layers, or of none; those before the dense ones have no outputs
 * @param size length of the whole vector
 */
public record ParameterLayout(List<LayerParameters> layers, List<LayerParameters> spreads, int size) {
    /**
     * The ranges of one layer.
     *
     * @param weights index of its first weight
     * @param biases index of its first bias
     * @param outputs filters or units, and so the number of biases
     * @param fanIn inputs of each output: kernel area times channels, or units before
     * @param fanOut as Keras counts it: kernel area times filters, or units; of two streams those of one
     */
    public record LayerParameters(int weights, int biases, int outputs, int fanIn, int fanOut) {
        /** Number of weights. */
        public int weightCount() {
            return outputs * fanIn;
        }

        /** Number of weights and biases. */
        public int size() {
            return weightCount() + outputs;
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
        for (int i = 0; i < spec.layers().size(); i++) {
            if (spec.head().implicit() && i == spec.layers().size() - 1) {
                layers.add(dense(offset, shapes.get(i).size(), HeadSpec.COSINES));
                offset += layers.get(i).size();
            }
            layers.add(hidden(spec, i, shapes.get(i), offset, shapes.get(i + 1).channels()));
            offset += layers.get(layers.size() - 1).size();
        }
        int features = shapes.get(spec.layers().size()).size();
        if (spec.head().dueling()) {
            layers.add(dense(offset, spec.head().atoms(), features / 2));
            offset += layers.get(layers.size() - 1).size();
        }
        int outputs = spec.head().implicit() ? spec.outputs() / spec.head().atoms() : spec.outputs();
        layers.add(dense(offset, outputs, spec.head().dueling() ? features / 2 : features));
        offset += layers.get(layers.size() - 1).size();
        List<LayerParameters> spreads = spec.head().noisy() ? spreads(layers, beforeDense(spec), offset) : List.of();
        return new ParameterLayout(List.copyOf(layers), spreads, size);
    }

    private static LayerParameters hidden(NetworkSpec spec, int i, ObservationSpec in, int offset, int outputs) {
        if (spec.layers().get(i) instanceof Layer.Conv conv) {
            int area = conv.kernel() * conv.kernel();
            return convolution(offset, outputs, area * in.channels(), area);
        }
        if (spec.layers().get(i) instanceof Layer.Dense dense) {
            return dense(offset, outputs, in.size(), dense.units());
        }
        return dense(offset, 0, 0);
    }

    private static LayerParameters convolution(int offset, int outputs, int fanIn, int area) {
        return new LayerParameters(offset + outputs, offset, outputs, fanIn, area * outputs);
    }

    private static LayerParameters dense(int offset, int outputs, int fanIn) {
        return dense(offset, outputs, fanIn, outputs);
    }

    private static LayerParameters dense(int offset, int outputs, int fanIn, int fanOut) {
        return new LayerParameters(offset, offset + outputs * fanIn, outputs, fanIn, fanOut);
    }

    private static int beforeDense(NetworkSpec spec) {
        return (int)
                spec.layers().stream().filter(Layer.Window.class::isInstance).count();
    }

    private static List<LayerParameters> spreads(List<LayerParameters> means, int beforeDense, int end) {
        List<LayerParameters> spreads = new ArrayList<>();
        int offset = end;
        for (int i = 0; i < means.size(); i++) {
            LayerParameters mean = means.get(i);
            spreads.add(dense(offset, i < beforeDense ? 0 : mean.outputs(), mean.fanIn()));
            offset += spreads.get(i).size();
        }
        return List.copyOf(spreads);
    }
}
