package dqn.env;

import dqn.core.DqnException;
import dqn.core.RandomStream;
import dqn.core.TimeStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Begins each game with 1 to n no-ops, so that games differ. Their unit is the inner environment's step, a frame or an
 * agent step. A game that ends meanwhile is followed by another, in which the rest of them are taken.
 */
public final class NoopStart extends EnvironmentWrapper {
    private final int maxNoops;
    private final RandomStream random;
    private final int noop;

    /**
     * Around an environment that has an action called NOOP.
     *
     * @param maxNoops 1 or more
     * @param random draws their number
     * @throws DqnException if it has none, as two of the emulator's games in their minimal sets
     */
    public NoopStart(Environment inner, int maxNoops, RandomStream random) {
        super(inner);
        if (maxNoops < 1) {
            throw new IllegalArgumentException("a game begins with at least one no-op, not " + maxNoops);
        }
        noop = inner.actions().indexOf("NOOP");
        if (noop < 0) {
            throw new DqnException("The game's actions " + inner.actions() + " have no NOOP to begin with: set"
                    + " environment.noopStart to 0, or environment.actionSet to full.");
        }
        this.maxNoops = maxNoops;
        this.random = random;
    }

    @Override
    public TimeStep reset() {
        TimeStep first = inner.reset();
        for (int left = 1 + random.nextInt(maxNoops); left > 0; left--) {
            if (inner.step(noop).isLast()) {
                first = inner.reset();
            }
        }
        return first;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        random.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        random.load(in);
    }
}
