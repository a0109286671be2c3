package dqn.network;

import dqn.core.RandomStream;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.ParameterLayout.LayerParameters;

/**
 * Draws the parameters that a network starts from. Every backend takes them from here, so that the same seed gives the
 * same network on all of them.
 */
public final class InitialParameters {
    private InitialParameters() {}

    /** Weights as {@link NetworkSpec#initialization} says, laid out as {@link ParameterLayout} says. */
    public static float[] draw(NetworkSpec spec, long seed) {
        ParameterLayout layout = ParameterLayout.of(spec);
        float[] parameters = new float[layout.size()];
        RandomStream random = new RandomStream(seed, "network.parameters");
        for (LayerParameters layer : layout.layers()) {
            double bound = bound(spec.initialization(), layer);
            fill(parameters, layer.weights(), layer.weightCount(), bound, random);
            if (spec.initialization() == Initialization.PYTORCH) {
                fill(parameters, layer.biases(), layer.outputs(), bound, random);
            }
        }
        return parameters;
    }

    /** Glorot and Bengio 2010, He et al. 2015, and what PyTorch's Linear and Conv2d do by default. */
    private static double bound(Initialization initialization, LayerParameters layer) {
        return switch (initialization) {
            case GLOROT_UNIFORM -> Math.sqrt(6.0 / (layer.fanIn() + layer.fanOut()));
            case HE_UNIFORM -> Math.sqrt(6.0 / layer.fanIn());
            case PYTORCH -> 1 / Math.sqrt(layer.fanIn());
        };
    }

    private static void fill(float[] target, int from, int count, double bound, RandomStream random) {
        for (int i = from; i < from + count; i++) {
            target[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
    }
}
