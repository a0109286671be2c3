package dqn.replay;

import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Draws transitions with equal chance from all lanes: a position anywhere between the oldest and the newest of any, drawn
 * again where no transition starts or, without replacement, where the batch has it already. At least about every second
 * position starts a transition, so few draws are wasted.
 */
final class UniformSampler implements Sampler {
    private static final int LARGE_BATCH = 1_024;

    private final boolean withReplacement;
    private final TransitionLog[] logs;
    /** The keys of a large batch without replacement. */
    private final Set<Long> drawn = new HashSet<>();

    UniformSampler(boolean withReplacement, TransitionLog[] logs) {
        this.withReplacement = withReplacement;
        this.logs = logs;
    }

    @Override
    public void draw(RandomStream random, double beta, TransitionBatch batch) {
        long range = 0;
        long size = 0;
        for (TransitionLog log : logs) {
            range += range(log);
            size += log.size();
        }
        requireEnough(size, batch.size());
        long[] keys = batch.keys;
        drawn.clear();
        for (int i = 0; i < keys.length; i++) {
            long key;
            do {
                key = find(random.nextLong(range));
            } while (!logs[Sampler.lane(key)].isTransition(Sampler.position(key)) || !isAllowed(keys, i, key));
            keys[i] = key;
        }
        Arrays.fill(batch.weights, 1);
    }

    private static long range(TransitionLog log) {
        return log.ready() - log.oldest();
    }

    /** The key of the position with this number, counting from the oldest of lane 0 on. */
    private long find(long number) {
        int lane = 0;
        long rest = number;
        while (rest >= range(logs[lane])) {
            rest -= range(logs[lane++]);
        }
        return Sampler.key(lane, logs[lane].oldest() + rest);
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

    /** Whether this may be drawn after those; a set costs objects, and saves the square of a large batch's size. */
    private boolean isAllowed(long[] keys, int count, long key) {
        if (withReplacement) {
            return true;
        }
        if (keys.length > LARGE_BATCH) {
            return drawn.add(key);
        }
        for (int i = 0; i < count; i++) {
            if (keys[i] == key) {
                return false;
            }
        }
        return true;
    }
}
