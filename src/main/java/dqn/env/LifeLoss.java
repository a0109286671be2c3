package dqn.env;

import dqn.core.TimeStep;
import dqn.core.TimeStep.Kind;
import dqn.env.EnvironmentConfig.LifeLossMode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Tells the agent of a lost life: a discount of 0, and in mode EPISODE also the end of its episode. The game itself goes
 * on: the reset after a lost life shows what is already on the screen and leaves the inner environment alone.
 */
public final class LifeLoss extends EnvironmentWrapper {
    private final LifeLossMode mode;
    /** Whether the episode ended and the game did not. */
    private boolean betweenLives;

    /** In the given mode. */
    public LifeLoss(Environment inner, LifeLossMode mode) {
        super(inner);
        this.mode = mode;
    }

    @Override
    public TimeStep reset() {
        if (!betweenLives) {
            return inner.reset();
        }
        betweenLives = false;
        return TimeStep.first();
    }

    @Override
    public TimeStep step(int action) {
        if (betweenLives) {
            throw new IllegalStateException("the episode ended with a life: call reset before step");
        }
        if (mode == LifeLossMode.IGNORE) {
            return inner.step(action);
        }
        int lives = inner.lives();
        TimeStep step = inner.step(action);
        return inner.lives() >= lives ? step : lostLife(step);
    }

    @Override
    public boolean isRunning() {
        return !betweenLives && inner.isRunning();
    }

    /** A step in which the game ends too, or is cut short, ends it as it did. */
    private TimeStep lostLife(TimeStep step) {
        if (step.isLast()) {
            return new TimeStep(Kind.LAST, step.reward(), 0, step.gameOver());
        }
        betweenLives = mode == LifeLossMode.EPISODE;
        return new TimeStep(betweenLives ? Kind.LAST : Kind.MID, step.reward(), 0, false);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        out.writeBoolean(betweenLives);
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        betweenLives = in.readBoolean();
    }
}
