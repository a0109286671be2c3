package dqn.agent;

/**
 * What targets suppose of the actions to come, and what they add to the rewards for it. Results are kept by row, so that
 * several threads may work on rows of their own.
 */
abstract class NextPolicy {
    /** Chances of the actions in the next states, {@code [batch][actions]}. */
    final float[] chances;
    /** Added to the reward of a row. */
    final double[] bonus;
    /** Added to what a row's next state is worth. */
    final double[] nextBonus;

    final ActionValues values;
    final int actions;
    final int atoms;

    NextPolicy(ActionValues values, int batch, int actions, int atoms) {
        this.values = values;
        this.actions = actions;
        this.atoms = atoms;
        chances = new float[batch * actions];
        bonus = new double[batch];
        nextBonus = new double[batch];
    }

    /** The action that a row's next state is most likely followed by; the first of equal ones. */
    final int picked(int row) {
        return Values.argMax(chances, row * actions, actions);
    }

    /** Computes one row. */
    abstract void compute(int row, int action, Outputs outputs);

    /** The action of the largest value, with certainty: Mnih et al. 2015, or van Hasselt et al. 2016 by the chooser. */
    static final class Greedy extends NextPolicy {
        Greedy(ActionValues values, int batch, int actions, int atoms) {
            super(values, batch, actions, atoms);
        }

        @Override
        void compute(int row, int action, Outputs outputs) {
            int best = values.best(outputs.chooser(), row * actions * atoms, actions);
            for (int a = 0; a < actions; a++) {
                chances[row * actions + a] = a == best ? 1 : 0;
            }
        }
    }

    /**
     * Munchausen (Vieillard et al. 2020, equation 4): the softmax of values q / temperature, pi; the reward is raised by
     * alpha * [temperature * ln pi(action | state)], clipped to [clip, 0], a next state's worth by the policy's entropy
     * times temperature.
     */
    static final class Softmax extends NextPolicy {
        private final AgentConfig.Munchausen config;

        Softmax(AgentConfig.Munchausen config, ActionValues values, int batch, int actions, int atoms) {
            super(values, batch, actions, atoms);
            this.config = config;
        }

        @Override
        void compute(int row, int action, Outputs outputs) {
            int start = row * actions * atoms;
            double log = scaledLog(outputs.target(), start, action, normalizer(outputs.target(), start));
            bonus[row] = config.alpha() * Math.max(config.clip(), Math.min(0, log));
            double normalizer = normalizer(outputs.next(), start);
            nextBonus[row] = 0;
            for (int a = 0; a < actions; a++) {
                double nextLog = scaledLog(outputs.next(), start, a, normalizer);
                double chance = Math.exp(nextLog / config.temperature());
                chances[row * actions + a] = (float) chance;
                nextBonus[row] -= chance * nextLog;
            }
        }

        /** temperature * ln pi of an action. */
        private double scaledLog(float[] outputs, int start, int action, double normalizer) {
            return values.value(outputs, start + action * atoms) - normalizer;
        }

        /** temperature * ln of the sum of e^(q / temperature), from the largest on, so that nothing overflows. */
        private double normalizer(float[] outputs, int start) {
            double largest = values.value(outputs, start + values.best(outputs, start, actions) * atoms);
            double sum = 0;
            for (int a = 0; a < actions; a++) {
                sum += Math.exp((values.value(outputs, start + a * atoms) - largest) / config.temperature());
            }
            return largest + config.temperature() * Math.log(sum);
        }
    }
}
