package dqn.network.onednn;

import dqn.network.NetworkSpec;
import dqn.network.ParameterLayout.LayerParameters;

/**
 * How outputs, {@code [actions][atoms]}, come of an output layer's units. Value and advantage of a dueling head are one
 * layer: its first units, one for each atom, see only the value's half of the last hidden layer, the others only the
 * advantages'. The weights in between are always zero. Of implicit quantiles the actions come for one atom after the other.
 */
final class OutputStreams {
    private final boolean dueling;
    private final boolean implicit;
    private final int atoms;
    private final int outputs;

    OutputStreams(NetworkSpec spec) {
        dueling = spec.head().dueling();
        implicit = spec.head().implicit();
        atoms = spec.head().atoms();
        outputs = spec.outputs();
    }

    boolean isDueling() {
        return dueling;
    }

    /** Numbers that the output layer gives for a row of the batch. */
    int size() {
        return dueling ? atoms + outputs : outputs;
    }

    /** Of the output layer. */
    int units() {
        return implicit ? outputs / atoms : size();
    }

    /** Rows of outputs from rows of units: value + advantage - mean advantage over the actions, atom by atom. */
    void combine(float[] units, float[] target, int from, int to) {
        if (implicit) {
            turn(units, target, from, to, atoms, outputs / atoms);
            return;
        }
        if (!dueling) {
            System.arraycopy(units, from * outputs, target, from * outputs, (to - from) * outputs);
            return;
        }
        for (int row = from; row < to; row++) {
            int start = row * size();
            for (int atom = 0; atom < atoms; atom++) {
                float mean = mean(units, start + atoms + atom);
                for (int output = atom; output < outputs; output += atoms) {
                    target[row * outputs + output] = units[start + atom] + units[start + atoms + output] - mean;
                }
            }
        }
    }

    /** Rows of the gradient of the units from rows of that of the outputs. */
    void split(float[] gradient, float[] target, int from, int to) {
        if (implicit) {
            turn(gradient, target, from, to, outputs / atoms, atoms);
            return;
        }
        if (!dueling) {
            System.arraycopy(gradient, from * outputs, target, from * outputs, (to - from) * outputs);
            return;
        }
        for (int row = from; row < to; row++) {
            int start = row * size();
            for (int atom = 0; atom < atoms; atom++) {
                float mean = mean(gradient, row * outputs + atom);
                target[start + atom] = mean * outputs / atoms;
                for (int output = atom; output < outputs; output += atoms) {
                    target[start + atoms + output] = gradient[row * outputs + output] - mean;
                }
            }
        }
    }

    /** Of matrices of this many rows and columns, one for each row of the batch, the transposed ones. */
    private void turn(float[] source, float[] target, int from, int to, int rows, int columns) {
        for (int start = from * outputs; start < to * outputs; start += outputs) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    target[start + column * rows + row] = source[start + row * columns + column];
                }
            }
        }
    }

    /** Over the actions, of the numbers of one atom. */
    private float mean(float[] numbers, int start) {
        float sum = 0;
        for (int i = start; i < start + outputs; i += atoms) {
            sum += numbers[i];
        }
        return sum * atoms / outputs;
    }

    /** The output layer's weights, {@code [unit][input]}, and behind them its biases. */
    float[] join(float[] flat, LayerParameters value, LayerParameters advantage) {
        float[] joined = new float[units() * (2 * value.fanIn() + 1)];
        for (int unit = 0; unit < units(); unit++) {
            LayerParameters from = unit < atoms ? value : advantage;
            int row = unit < atoms ? unit : unit - atoms;
            System.arraycopy(flat, from.weights() + row * from.fanIn(), joined, place(unit, from), from.fanIn());
            joined[biases(from) + unit] = flat[from.biases() + row];
        }
        return joined;
    }

    /** The other way round. */
    void part(float[] joined, float[] flat, LayerParameters value, LayerParameters advantage) {
        for (int unit = 0; unit < units(); unit++) {
            LayerParameters to = unit < atoms ? value : advantage;
            int row = unit < atoms ? unit : unit - atoms;
            System.arraycopy(joined, place(unit, to), flat, to.weights() + row * to.fanIn(), to.fanIn());
            flat[to.biases() + row] = joined[biases(to) + unit];
        }
    }

    /** Where a unit's weights begin that may be other than zero. */
    private int place(int unit, LayerParameters stream) {
        return unit * 2 * stream.fanIn() + (unit < atoms ? 0 : stream.fanIn());
    }

    /** Where the biases begin behind the weights. */
    int biases(LayerParameters stream) {
        return units() * 2 * stream.fanIn();
    }
}
