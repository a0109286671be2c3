package dqn.training;

import dqn.core.RandomStream;
import java.util.Iterator;

/** The frames of random play without end, each overwritten by the next. */
final class RandomFrames implements Iterator<byte[]> {
    private final ObservedEnvironment environment;
    private final RandomStream random;
    private boolean mustReset = true;

    /** Of an environment that nobody else plays. */
    RandomFrames(ObservedEnvironment environment, long seed) {
        this.environment = environment;
        random = new RandomStream(seed, "randomFrames");
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public byte[] next() {
        mustReset = mustReset
                ? environment.reset().isLast()
                : environment.step(random.nextInt(environment.actions().size())).isLast();
        return environment.frame();
    }
}
