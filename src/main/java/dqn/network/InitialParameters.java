package dqn.network;

import dqn.core.RandomStream;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.ParameterLayout.LayerParameters;
import java.util.Arrays;

/**
 * Draws the parameters that a network starts from. Every backend takes them from here, so that the same seed gives the
 * same network on all of them.
 */
public final class InitialParameters {
    /** Times 1 / sqrt(fanIn): the spreads of noisy layers, by Fortunato et al. 2018, section 3.2, as their means. */
    private static final double SPREAD = 0.5;

    private InitialParameters() {}

    /** Weights as {@link NetworkSpec#initialization} says, laid out as {@link ParameterLayout} says. */
    public static float[] draw(NetworkSpec spec, long seed) {
        ParameterLayout layout = ParameterLayout.of(spec);
        float[] parameters = new float[layout.size()];
        RandomStream random = new RandomStream(seed, "network.parameters");
        for (int i = 0; i < layout.layers().size(); i++) {
            LayerParameters layer = layout.layers().get(i);
            boolean noisy = spec.head().noisy() && layout.spreads().get(i).outputs() > 0;
            Initialization how = noisy ? Initialization.PYTORCH : spec.initialization();
            double bound = bound(how, layer);
            fill(parameters, layer.weights(), layer.weightCount(), bound, random);
            if (how == Initialization.PYTORCH) {
                fill(parameters, layer.biases(), layer.outputs(), bound, random);
            }
        }
        for (LayerParameters spread : layout.spreads()) {
            int start = spread.weights();
            Arrays.fill(parameters, start, start + spread.size(), (float) (SPREAD / Math.sqrt(spread.fanIn())));
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
