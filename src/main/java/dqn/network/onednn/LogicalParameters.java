package dqn.network.onednn;

import dqn.network.ParameterLayout;
import dqn.network.ParameterLayout.LayerParameters;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/** Between vectors in {@link ParameterLayout}'s order and the layers' numbers as they lie in native memory. */
final class LogicalParameters {
    private final List<CompiledLayer> layers;
    private final OutputStreams streams;

    LogicalParameters(CompiledNetwork network) {
        layers = network.layers();
        streams = network.streams();
    }

    /** From the layout's numbers of layer {@code i}, means or spreads. */
    void toNative(float[] flat, List<LayerParameters> places, int i, FloatBuffer weights, FloatBuffer biases) {
        LayerParameters place = places.get(i);
        if (isJoined(i)) {
            float[] joined = streams.join(flat, place, places.get(i + 1));
            layers.get(i).weights().toNative(joined, 0, weights);
            biases.put(0, joined, streams.biases(place), streams.units());
        } else if (layers.get(i) instanceof QuantileLayer quantiles) {
            float[] ordered = quantiles.toNative(flat, place);
            quantiles.weights().toNative(ordered, 0, weights);
            biases.put(0, ordered, quantiles.biases() * place.fanIn(), quantiles.biases());
        } else {
            layers.get(i).weights().toNative(flat, place.weights(), weights);
            biases.put(0, flat, place.biases(), place.outputs());
        }
    }

    /** The other way round. */
    void fromNative(FloatBuffer weights, FloatBuffer biases, float[] flat, List<LayerParameters> places, int i) {
        LayerParameters place = places.get(i);
        if (isJoined(i)) {
            float[] joined = new float[streams.units() * (2 * place.fanIn() + 1)];
            layers.get(i).weights().fromNative(weights, joined, 0);
            biases.get(0, joined, streams.biases(place), streams.units());
            streams.part(joined, flat, place, places.get(i + 1));
        } else if (layers.get(i) instanceof QuantileLayer quantiles) {
            float[] ordered = new float[quantiles.biases() * (place.fanIn() + 1)];
            quantiles.weights().fromNative(weights, ordered, 0);
            biases.get(0, ordered, quantiles.biases() * place.fanIn(), quantiles.biases());
            quantiles.fromNative(ordered, flat, place);
        } else {
            layers.get(i).weights().fromNative(weights, flat, place.weights());
            biases.get(0, flat, place.biases(), place.outputs());
        }
    }

    /** 1 where the joined layer {@code i} has a weight to learn, 0 where one is always zero. */
    float[] mask(int i, LayerParameters value, LayerParameters advantage) {
        float[] ones = new float[advantage.biases() + advantage.outputs()];
        Arrays.fill(ones, 1);
        float[] mask = new float[layers.get(i).weights().size()];
        layers.get(i).weights().toNative(streams.join(ones, value, advantage), 0, FloatBuffer.wrap(mask));
        return mask;
    }

    /** Whether layer {@code i} is two of the layout's. */
    boolean isJoined(int i) {
        return streams.isDueling() && i == layers.size() - 1;
    }
}
