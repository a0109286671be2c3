package dqn.replay;

import dqn.core.RandomStream;

/**
 * Draws transitions with equal chance from all lanes: a position anywhere between the oldest and the newest of any, drawn
 * again where no transition starts or, without replacement, where the batch has it already. At least about every second
 * position starts a transition, so few draws are wasted.
 */
final class UniformSampler {
    /** A key is a position and, from this bit on, its lane. */
    private static final int LANE_SHIFT = 48;

    private final boolean withReplacement;

    UniformSampler(boolean withReplacement) {
        this.withReplacement = withReplacement;
    }

    static long key(int lane, long position) {
        return (long) lane << LANE_SHIFT | position;
    }

    static int lane(long key) {
        return (int) (key >>> LANE_SHIFT);
    }

    static long position(long key) {
        return key & ((1L << LANE_SHIFT) - 1);
    }

    /** Fills {@code keys}. */
    void draw(RandomStream random, Lane[] lanes, long[] keys) {
        long range = 0;
        long size = 0;
        for (Lane lane : lanes) {
            range += range(lane);
            size += lane.log().size();
        }
        requireEnough(size, keys.length);
        for (int i = 0; i < keys.length; i++) {
            long key;
            do {
                key = find(lanes, random.nextLong(range));
            } while (!lanes[lane(key)].log().isTransition(position(key))
                    || (!withReplacement && contains(keys, i, key)));
            keys[i] = key;
        }
    }

    private static long range(Lane lane) {
        return lane.log().ready() - lane.log().oldest();
    }

    /** The key of the position with this number, counting from the oldest of lane 0 on. */
    private static long find(Lane[] lanes, long number) {
        int lane = 0;
        long rest = number;
        while (rest >= range(lanes[lane])) {
            rest -= range(lanes[lane++]);
        }
        return key(lane, lanes[lane].log().oldest() + rest);
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

    private static boolean contains(long[] keys, int count, long key) {
        for (int i = 0; i < count; i++) {
            if (keys[i] == key) {
                return true;
            }
        }
        return false;
    }
}
