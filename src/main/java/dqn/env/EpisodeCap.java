package dqn.env;

import dqn.core.TimeStep;

/** Cuts a game off after a number of emulator frames: a truncation, after which a value is still to be had. */
public final class EpisodeCap extends EnvironmentWrapper {
    private final int maxFrames;

    /** @param maxFrames frames of a game, 1 or more */
    public EpisodeCap(Environment inner, int maxFrames) {
        super(inner);
        if (maxFrames < 1) {
            throw new IllegalArgumentException("a game lasts at least one frame, not " + maxFrames);
        }
        this.maxFrames = maxFrames;
    }

    @Override
    public TimeStep step(int action) {
        if (isReached()) {
            throw new IllegalStateException("the game was cut off: call reset before step");
        }
        TimeStep step = inner.step(action);
        return isReached() && !step.isLast() ? TimeStep.truncation(step.reward()) : step;
    }

    @Override
    public boolean isRunning() {
        return !isReached() && inner.isRunning();
    }

    private boolean isReached() {
        return inner.episodeFrames() >= maxFrames;
    }
}
