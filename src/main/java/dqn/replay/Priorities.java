package dqn.replay;

import dqn.core.DqnException;
import dqn.core.SavedState;
import java.io.DataInput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The priorities of one lane's transitions, above 0; 0 where the log has none. They are floats, so that they are saved
 * as they are.
 *
 * <p>A position's leaf is its remainder by the number of leaves. There are at least as many leaves as positions from the
 * log's oldest to its newest, and at most four times as many, so that a saved tree is no larger than what was saved with
 * it; between these two the tree stays as it is.
 */
final class Priorities {
    private static final int LEAST_LEAVES = 16;
    private static final int MOST_LEAVES_A_POSITION = 4;

    private final TransitionLog log;
    private SumTree tree = new SumTree(LEAST_LEAVES);
    /** The positions {@code [oldest, ready)} have leaves; all other leaves are 0. */
    private long oldest;

    private long ready;

    Priorities(TransitionLog log) {
        this.log = log;
    }

    /** Follows the log, after each of its changes. What is new there gets the priority {@code fresh}. */
    void sync(float fresh) {
        for (; oldest < Math.min(ready, log.oldest()); oldest++) {
            tree.set(leaf(oldest), 0);
        }
        oldest = log.oldest();
        ready = Math.max(ready, oldest);
        fit(log.ready() - oldest);
        for (; ready < log.ready(); ready++) {
            tree.set(leaf(ready), log.isTransition(ready) ? fresh : 0);
        }
    }

    /** Gives the tree the leaves that so many positions need. */
    private void fit(long positions) {
        if (positions > SumTree.MOST_LEAVES) {
            throw new DqnException("Prioritized sampling cannot choose among more than " + SumTree.MOST_LEAVES
                    + " transitions: set a smaller replay.capacity, or replay.sampling to uniform.");
        }
        int leaves = tree.leaves();
        while (leaves < positions) {
            leaves *= 2;
        }
        while (leaves > mostLeaves(positions)) {
            leaves /= 2;
        }
        if (leaves != tree.leaves()) {
            SumTree fitting = new SumTree(leaves);
            for (long position = oldest; position < ready; position++) {
                fitting.set((int) (position % leaves), get(position));
            }
            tree = fitting;
        }
    }

    private static long mostLeaves(long positions) {
        return Math.max(LEAST_LEAVES, MOST_LEAVES_A_POSITION * positions);
    }

    void clear() {
        tree = new SumTree(LEAST_LEAVES);
        oldest = 0;
        ready = 0;
    }

    /** Sum of all priorities. */
    double total() {
        return tree.total();
    }

    double get(long position) {
        return tree.get(leaf(position));
    }

    /** Sets a transition's priority, if it has not been forgotten. */
    void set(long position, float priority) {
        if (position >= oldest && position < ready && log.isTransition(position)) {
            tree.set(leaf(position), priority);
        }
    }

    /** Position of the transition in which a prefix of the sum ends, leaf by leaf. */
    long find(double prefix) {
        return oldest + Math.floorMod(tree.find(prefix) - oldest, tree.leaves());
    }

    private int leaf(long position) {
        return (int) (position % tree.leaves());
    }

    long byteCount() {
        return tree.byteCount();
    }

    /** Its state, for {@link #load}: the number of leaves, on which the order of draws depends, and the priorities. */
    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Float.BYTES * (int) (ready - oldest));
        bytes.putInt(tree.leaves());
        for (long position = oldest; position < ready; position++) {
            bytes.putFloat((float) get(position));
        }
        return bytes.array();
    }

    /** Takes over a saved state that fits the log as it is now. */
    void load(DataInput in, float largest) throws IOException {
        long positions = log.ready() - log.oldest();
        int leaves = in.readInt();
        SavedState.require(
                Integer.bitCount(leaves) == 1
                        && leaves >= Math.max(LEAST_LEAVES, positions)
                        && leaves <= Math.min(SumTree.MOST_LEAVES, mostLeaves(positions)),
                "the saved replay is damaged: it has " + leaves + " places for " + positions + " priorities");
        tree = new SumTree(leaves);
        oldest = log.oldest();
        ready = log.ready();
        for (long position = oldest; position < ready; position++) {
            float priority = in.readFloat();
            SavedState.require(
                    priority >= 0 && priority <= largest && priority > 0 == log.isTransition(position),
                    "the saved replay is damaged: a priority in it is " + priority);
            tree.set(leaf(position), priority);
        }
    }
}
