package dqn.network;

import dqn.network.ParameterLayout.LayerParameters;

/** What {@link NetworkSpec#folded} computes with. */
public final class FoldedParameters {
    private FoldedParameters() {}

    /**
     * Of noisy layers the means; of two streams one layer's weights: those of action a and atom z are the value's of z
     * beside the advantage's of (a, z) less the mean over actions of the advantages' of z.
     *
     * @param parameters in the layout of {@code spec}
     * @return in that of {@code spec.folded()}
     */
    public static float[] of(NetworkSpec spec, float[] parameters) {
        ParameterLayout folded = ParameterLayout.of(spec.folded());
        float[] target = new float[folded.size()];
        LayerParameters last = folded.layers().get(folded.layers().size() - 1);
        if (!spec.head().dueling()) {
            System.arraycopy(parameters, 0, target, 0, target.length);
            return target;
        }
        System.arraycopy(parameters, 0, target, 0, last.weights());
        ParameterLayout layout = ParameterLayout.of(spec);
        LayerParameters value = layout.layers().get(layout.layers().size() - 2);
        LayerParameters advantage = layout.layers().get(layout.layers().size() - 1);
        int half = value.fanIn();
        for (int row = 0; row < spec.outputs(); row++) {
            int atom = row % spec.head().atoms();
            int start = last.weights() + row * last.fanIn();
            System.arraycopy(parameters, value.weights() + atom * half, target, start, half);
            for (int column = 0; column < half; column++) {
                target[start + half + column] =
                        centred(spec, parameters, advantage.weights() + column, half, row, atom);
            }
            target[last.biases() + row] =
                    parameters[value.biases() + atom] + centred(spec, parameters, advantage.biases(), 1, row, atom);
        }
        return target;
    }

    /** One row's number less the mean over the rows of the same atom. */
    private static float centred(NetworkSpec spec, float[] parameters, int start, int stride, int row, int atom) {
        int atoms = spec.head().atoms();
        double sum = 0;
        for (int other = atom; other < spec.outputs(); other += atoms) {
            sum += parameters[start + other * stride];
        }
        return (float) (parameters[start + row * stride] - sum * atoms / spec.outputs());
    }
}
