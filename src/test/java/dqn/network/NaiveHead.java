package dqn.network;

import dqn.network.NetworkConfig.Layer;

/** What a network of any head computes without noise, in double precision and as the papers have it. */
public final class NaiveHead {
    private NaiveHead() {}

    /**
     * Outputs {@code [batch][actions][atoms]}. Two streams are computed by a plain network that ends in both, and summed
     * up by Wang et al. 2016, equation 9: value + advantage - mean advantage.
     */
    public static double[] outputs(NetworkSpec spec, float[] parameters, byte[] observations, int batch) {
        if (!spec.head().dueling()) {
            return plain(spec.folded(), parameters, observations, batch);
        }
        int last = spec.layers().size() - 1;
        int units = ((Layer.Dense) spec.layers().get(last)).units();
        NetworkSpec trunk = new NetworkSpec(
                spec.input(),
                spec.scale(),
                spec.padding(),
                spec.layers().subList(0, last),
                2 * units,
                spec.initialization());
        double[] streams = plain(trunk, parameters, observations, batch);
        int value = Math.toIntExact(trunk.parameterCount());
        int advantage = value + spec.head().atoms() * (units + 1);
        double[] outputs = new double[batch * spec.outputs()];
        for (int b = 0; b < batch; b++) {
            double[] v = dense(parameters, value, spec.head().atoms(), streams, 2 * b * units, units);
            double[] a = dense(parameters, advantage, spec.outputs(), streams, (2 * b + 1) * units, units);
            for (int i = 0; i < a.length; i++) {
                outputs[b * a.length + i] = v[i % v.length] + a[i] - mean(a, i % v.length, v.length);
            }
        }
        return outputs;
    }

    private static double[] plain(NetworkSpec spec, float[] parameters, byte[] observations, int batch) {
        double[] first = new double[Math.toIntExact(spec.parameterCount())];
        for (int i = 0; i < first.length; i++) {
            first[i] = parameters[i];
        }
        return new NaiveNetwork(spec, first).forward(observations, batch);
    }

    /** Of the ReLU of some inputs; weights {@code [outputs][inputs]}, then biases. */
    private static double[] dense(float[] parameters, int weights, int outputs, double[] from, int start, int inputs) {
        double[] result = new double[outputs];
        for (int out = 0; out < outputs; out++) {
            result[out] = parameters[weights + outputs * inputs + out];
            for (int in = 0; in < inputs; in++) {
                result[out] += parameters[weights + out * inputs + in] * Math.max(0, from[start + in]);
            }
        }
        return result;
    }

    /** Over the actions, of one atom. */
    private static double mean(double[] advantages, int atom, int atoms) {
        double sum = 0;
        for (int i = atom; i < advantages.length; i += atoms) {
            sum += advantages[i];
        }
        return sum * atoms / advantages.length;
    }
}
