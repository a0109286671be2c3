package dqn.replay;

import dqn.core.RandomStream;

/**
 * Draws transitions with equal chance: a position anywhere between the oldest and the newest, drawn again where no
 * transition starts or, without replacement, where the batch has it already. At least about every second position
 * starts a transition, so few draws are wasted.
 */
final class UniformSampler {
    private final boolean withReplacement;

    UniformSampler(boolean withReplacement) {
        this.withReplacement = withReplacement;
    }

    /** Fills {@code positions}. */
    void draw(RandomStream random, TransitionLog log, long[] positions) {
        requireEnough(log.size(), positions.length);
        long range = log.ready() - log.oldest();
        for (int i = 0; i < positions.length; i++) {
            long position;
            do {
                position = log.oldest() + random.nextLong(range);
            } while (!log.isTransition(position) || (!withReplacement && contains(positions, i, position)));
            positions[i] = position;
        }
    }

    private void requireEnough(long size, int batch) {
        if (size == 0) {
            throw new IllegalStateException("nothing to sample from: the replay is empty");
        }
        if (!withReplacement && size < batch) {
            throw new IllegalStateException(
                    "a batch of " + batch + " without replacement needs more than the " + size + " transitions stored");
        }
    }

    private static boolean contains(long[] positions, int count, long position) {
        for (int i = 0; i < count; i++) {
            if (positions[i] == position) {
                return true;
            }
        }
        return false;
    }
}
