package dqn.agent;

import dqn.agent.AgentConfig.Distribution.Categorical;
import dqn.core.TransitionBatch;
import java.util.Arrays;

/** What an action's outputs should have been: a target for each of its atoms, row by row. */
abstract class Targets {
    /** {@code [batch][atoms]}. */
    final double[] values;

    final int atoms;

    Targets(int batch, int atoms) {
        this.atoms = atoms;
        values = new double[batch * atoms];
    }

    /** Computes one row behind the policy's. */
    abstract void compute(int row, TransitionBatch batch, float[] next, NextPolicy policy);

    /** Whether a row's next state counts; where not, its values may be anything. */
    static boolean goesOn(TransitionBatch batch, int row) {
        return batch.discounts[row] != 0;
    }

    /**
     * Returns: {@code reward + discount * next}, atom by atom, where next is the mean over the policy's actions (Mnih et
     * al. 2015; Dabney et al. 2018, equation 13, of quantiles).
     */
    static final class Returns extends Targets {
        Returns(int batch, int atoms) {
            super(batch, atoms);
        }

        @Override
        void compute(int row, TransitionBatch batch, float[] next, NextPolicy policy) {
            double reward = batch.rewards[row] + policy.bonus[row];
            for (int atom = 0; atom < atoms; atom++) {
                double bootstrap = goesOn(batch, row) ? mean(row, atom, next, policy) + policy.nextBonus[row] : 0;
                values[row * atoms + atom] = reward + batch.discounts[row] * bootstrap;
            }
        }

        private double mean(int row, int atom, float[] next, NextPolicy policy) {
            double mean = 0;
            for (int i = row * policy.actions; i < (row + 1) * policy.actions; i++) {
                if (policy.chances[i] > 0) {
                    mean += policy.chances[i] * next[i * atoms + atom];
                }
            }
            return mean;
        }
    }

    /**
     * Probabilities: those of the next action's returns, each moved to {@code reward + discount * return} and shared out
     * to the two fixed returns beside it (Bellemare et al. 2017, algorithm 1).
     */
    static final class Projection extends Targets {
        private final Categorical returns;

        Projection(int batch, Categorical returns) {
            super(batch, returns.atoms());
            this.returns = returns;
        }

        @Override
        void compute(int row, TransitionBatch batch, float[] next, NextPolicy policy) {
            int start = row * atoms;
            Arrays.fill(values, start, start + atoms, 0);
            if (!goesOn(batch, row)) {
                share(start, batch.rewards[row], 1);
                return;
            }
            int from = (row * policy.actions + policy.picked(row)) * atoms;
            double normalizer = CrossEntropy.logNormalizer(next, from, atoms);
            for (int atom = 0; atom < atoms; atom++) {
                share(
                        start,
                        batch.rewards[row] + batch.discounts[row] * returns.value(atom),
                        Math.exp(next[from + atom] - normalizer));
            }
        }

        private void share(int start, double value, double probability) {
            double place = (Math.max(returns.from(), Math.min(returns.to(), value)) - returns.from())
                    / (returns.to() - returns.from())
                    * (atoms - 1);
            int below = Math.min((int) place, atoms - 2);
            values[start + below] += probability * (below + 1 - place);
            values[start + below + 1] += probability * (place - below);
        }
    }
}
