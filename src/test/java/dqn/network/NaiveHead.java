package dqn.network;

import dqn.network.NetworkConfig.Layer;
import java.util.Arrays;

/** What a network of any head computes without noise, in double precision and as the papers have it. */
public final class NaiveHead {
    private NaiveHead() {}

    /**
     * Outputs {@code [batch][actions][atoms]}. Two streams are computed by a plain network that ends in both, and summed
     * up by Wang et al. 2016, equation 9: value + advantage - mean advantage.
     */
    public static double[] outputs(NetworkSpec spec, double[] parameters, byte[] observations, int batch) {
        if (spec.head().implicit()) {
            float[] middles = new float[spec.head().atoms()];
            for (int i = 0; i < middles.length; i++) {
                middles[i] = (i + 0.5f) / middles.length;
            }
            return outputs(spec, parameters, observations, batch, middles);
        }
        if (!spec.head().dueling()) {
            return plain(spec.folded(), parameters, observations, batch);
        }
        int last = spec.layers().size() - 1;
        int units = ((Layer.Dense) spec.layers().get(last)).units();
        NetworkSpec trunk = trunk(spec, 2 * units);
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

    /** The same of parameters as networks have them. */
    public static double[] outputs(NetworkSpec spec, float[] parameters, byte[] observations, int batch) {
        return outputs(spec, exact(parameters), observations, batch);
    }

    /** Of implicit quantiles for these fractions, row by row and one by one. */
    public static double[] outputs(
            NetworkSpec spec, double[] parameters, byte[] observations, int batch, float[] fractions) {
        int last = spec.layers().size() - 1;
        int units = ((Layer.Dense) spec.layers().get(last)).units();
        int features = spec.shapes().get(last).size();
        int cosines = Math.toIntExact(trunk(spec, 1).parameterCount()) - features - 1;
        int dense = cosines + features * (HeadSpec.COSINES + 1);
        int output = dense + units * (features + 1);
        int actions = spec.outputs() / spec.head().atoms();
        NaiveNetwork trunk = new NaiveNetwork(trunk(spec, 1), Arrays.copyOf(parameters, cosines + features + 1));
        double[] outputs = new double[batch * spec.outputs()];
        for (int i = 0; i < fractions.length; i++) {
            double[] gates = gates(parameters, cosines, features, fractions[i]);
            for (int b = 0; b < batch; b++) {
                double[] gated = trunk.features(observations, b);
                for (int k = 0; k < features; k++) {
                    gated[k] *= gates[k];
                }
                double[] hidden = dense(parameters, dense, units, gated, 0, features);
                double[] returns = dense(parameters, output, actions, hidden, 0, units);
                for (int action = 0; action < actions; action++) {
                    outputs[(b * actions + action) * fractions.length + i] = returns[action];
                }
            }
        }
        return outputs;
    }

    /** Dabney et al. 2018, equation 4. */
    private static double[] gates(double[] parameters, int weights, int features, double fraction) {
        double[] cosines = new double[HeadSpec.COSINES];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = Math.cos(Math.PI * (i + 1) * fraction);
        }
        double[] gates = new double[features];
        for (int k = 0; k < features; k++) {
            gates[k] = parameters[weights + features * cosines.length + k];
            for (int i = 0; i < cosines.length; i++) {
                gates[k] += parameters[weights + k * cosines.length + i] * cosines[i];
            }
            gates[k] = Math.max(0, gates[k]);
        }
        return gates;
    }

    /** All but the last layer, with these linear outputs in its place. */
    private static NetworkSpec trunk(NetworkSpec spec, int outputs) {
        return new NetworkSpec(
                spec.input(),
                spec.scale(),
                spec.padding(),
                spec.layers().subList(0, spec.layers().size() - 1),
                outputs,
                spec.initialization());
    }

    /** The same numbers, exactly. */
    public static double[] exact(float[] numbers) {
        double[] exact = new double[numbers.length];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = numbers[i];
        }
        return exact;
    }

    private static double[] plain(NetworkSpec spec, double[] parameters, byte[] observations, int batch) {
        double[] first = Arrays.copyOf(parameters, Math.toIntExact(spec.parameterCount()));
        return new NaiveNetwork(spec, first).forward(observations, batch);
    }

    /** Of the ReLU of some inputs; weights {@code [outputs][inputs]}, then biases. */
    private static double[] dense(double[] parameters, int weights, int outputs, double[] from, int start, int inputs) {
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
