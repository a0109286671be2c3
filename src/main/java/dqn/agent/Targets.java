package dqn.agent;

import dqn.agent.AgentConfig.Distribution.Categorical;
import dqn.agent.AgentConfig.TerminalTarget;
import dqn.core.Checkpointable;
import dqn.core.TransitionBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** What an action's outputs should have been: a target for each of its atoms, row by row. */
abstract class Targets implements Checkpointable {
    /** {@code [batch][atoms]}. */
    final double[] values;

    final int atoms;
    private final TerminalTarget terminal;

    Targets(int batch, int atoms, TerminalTarget terminal) {
        this.atoms = atoms;
        this.terminal = terminal;
        values = new double[batch * atoms];
    }

    /** As these settings have it. */
    static Targets of(AgentConfig config) {
        int batch = config.update().batch();
        return config.distribution().orElse(null) instanceof Categorical returns
                ? new Projection(batch, returns, config.terminalTarget())
                : new Returns(batch, config.atoms(), config.terminalTarget());
    }

    /** Computes one row behind the policy's. */
    final void compute(int row, TransitionBatch batch, float[] next, NextPolicy policy) {
        if (goesOn(batch, row) || terminal == TerminalTarget.REWARD) {
            compute(row, batch, batch.rewards[row], next, policy);
        } else if (terminal == TerminalTarget.ZERO) {
            compute(row, batch, 0, next, policy);
        } // else what was computed for the row before stays: the batch has one
    }

    abstract void compute(int row, TransitionBatch batch, double reward, float[] next, NextPolicy policy);

    /** {@inheritDoc} It matters to the next update only where that may learn the previous target. */
    @Override
    public void save(DataOutput out) throws IOException {
        if (terminal == TerminalTarget.PREVIOUS) {
            for (double value : values) {
                out.writeDouble(value);
            }
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        if (terminal == TerminalTarget.PREVIOUS) {
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readDouble();
            }
        }
    }

    /** Whether a row's next state counts; where not, its values may be anything. */
    static boolean goesOn(TransitionBatch batch, int row) {
        return batch.discounts[row] != 0;
    }

    /**
     * Returns: {@code reward + discount * next}, atom by atom, where next is the mean over the policy's actions (Mnih et
     * al. 2015; Dabney et al. 2018, equation 13, of quantiles).
     */
    static final class Returns extends Targets {
        Returns(int batch, int atoms, TerminalTarget terminal) {
            super(batch, atoms, terminal);
        }

        @Override
        void compute(int row, TransitionBatch batch, double reward, float[] next, NextPolicy policy) {
            double raised = reward + policy.bonus[row];
            for (int atom = 0; atom < atoms; atom++) {
                double bootstrap = goesOn(batch, row) ? mean(row, atom, next, policy) + policy.nextBonus[row] : 0;
                values[row * atoms + atom] = raised + batch.discounts[row] * bootstrap;
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

        Projection(int batch, Categorical returns, TerminalTarget terminal) {
            super(batch, returns.atoms(), terminal);
            this.returns = returns;
        }

        @Override
        void compute(int row, TransitionBatch batch, double reward, float[] next, NextPolicy policy) {
            int start = row * atoms;
            Arrays.fill(values, start, start + atoms, 0);
            if (!goesOn(batch, row)) {
                share(start, reward, 1);
                return;
            }
            int from = (row * policy.actions + policy.picked(row)) * atoms;
            double normalizer = CrossEntropy.logNormalizer(next, from, atoms);
            for (int atom = 0; atom < atoms; atom++) {
                share(
                        start,
                        reward + batch.discounts[row] * returns.value(atom),
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
