package dqn.core;

/**
 * A batch of transitions, allocated once and filled again for every update.
 *
 * <p>Observations are stacks of unsigned bytes {@code [batch][stack * channels][height][width]}.
 */
public final class TransitionBatch {
    /** Stacks before the action, {@code size * observation.size()} bytes. */
    public final byte[] states;
    /** Stacks n steps later; arbitrary but defined where {@link #discounts} is 0. */
    public final byte[] nextStates;
    /** Index of the action taken. */
    public final int[] actions;
    /** Discounted sum of the n rewards that followed. */
    public final float[] rewards;
    /** What a value of the next state counts: gamma^n, or 0 after termination. */
    public final float[] discounts;
    /** What a row's error counts: importance weights, 1 where drawn uniformly. */
    public final float[] weights;
    /** Where the replay keeps each state: for itself to know, until it changes. */
    public final long[] keys;
    /** Where it keeps each next state. */
    public final long[] nextKeys;

    private final int size;

    /** Room for {@code size} transitions between observations of this shape. */
    public TransitionBatch(int size, ObservationSpec observation) {
        this.size = size;
        states = new byte[Math.multiplyExact(size, observation.size())];
        nextStates = new byte[states.length];
        actions = new int[size];
        rewards = new float[size];
        discounts = new float[size];
        weights = new float[size];
        keys = new long[size];
        nextKeys = new long[size];
    }

    /** Number of transitions. */
    public int size() {
        return size;
    }
}
