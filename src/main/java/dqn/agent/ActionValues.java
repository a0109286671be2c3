package dqn.agent;

import dqn.agent.AgentConfig.Distribution;
import dqn.agent.AgentConfig.Distribution.Categorical;
import java.util.Optional;

/**
 * Reads what each action is worth out of a network's outputs, {@code [batch][actions][atoms]}: an output itself, or the
 * expectation of the distribution that an action's outputs stand for.
 */
public final class ActionValues {
    private final Optional<Distribution> distribution;
    private final int atoms;

    private ActionValues(Optional<Distribution> distribution) {
        this.distribution = distribution;
        this.atoms = distribution.map(Distribution::atoms).orElse(1);
    }

    /** Of networks that learn with these settings. */
    public static ActionValues of(AgentConfig config) {
        return new ActionValues(config.distribution());
    }

    /** Number of actions that so many outputs stand for. */
    int actions(int outputs) {
        return outputs / atoms;
    }

    /** Reads the values of {@code rows} whole rows; {@code values} are {@code [rows][actions]}. */
    void read(float[] outputs, int rows, float[] values) {
        int count = rows * actions(outputs.length / rows);
        for (int i = 0; i < count; i++) {
            values[i] = value(outputs, i * atoms);
        }
    }

    /** The value of the action whose outputs begin at {@code start}. */
    float value(float[] outputs, int start) {
        if (distribution.isEmpty()) {
            return outputs[start];
        }
        return (float)
                (distribution.get() instanceof Categorical returns
                        ? expectation(returns, outputs, start)
                        : sum(outputs, start) / atoms);
    }

    /** Index of the action with the largest value among those whose outputs begin at {@code start}; the first of equal ones. */
    int best(float[] outputs, int start, int actions) {
        int best = 0;
        float largest = value(outputs, start);
        for (int action = 1; action < actions; action++) {
            float value = value(outputs, start + action * atoms);
            if (value > largest) {
                best = action;
                largest = value;
            }
        }
        return best;
    }

    private double sum(float[] outputs, int start) {
        double sum = 0;
        for (int i = start; i < start + atoms; i++) {
            sum += outputs[i];
        }
        return sum;
    }

    private static double expectation(Categorical returns, float[] outputs, int start) {
        double normalizer = CrossEntropy.logNormalizer(outputs, start, returns.atoms());
        double sum = 0;
        for (int i = 0; i < returns.atoms(); i++) {
            sum += Math.exp(outputs[start + i] - normalizer) * returns.value(i);
        }
        return sum;
    }
}
