package dqn.network.onednn;

import dqn.network.LearntState;
import dqn.network.OptimizerState;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * What a network has learnt, copied as it lies. Put in order when it is asked for, one vector after the other, for large
 * ones fill the memory.
 */
final class CapturedState implements Supplier<LearntState> {
    private final Parameters parameters;
    private final float[][] vectors;
    private final long updateCount;
    private boolean isOrdered;

    /** @param state in the order of {@link Parameters}, not shared with anyone */
    CapturedState(Parameters parameters, OptimizerState state) {
        this.parameters = parameters;
        vectors = new float[1 + state.slots().length][];
        vectors[0] = parameters.learnt();
        System.arraycopy(state.slots(), 0, vectors, 1, state.slots().length);
        updateCount = state.updateCount();
    }

    @Override
    public synchronized LearntState get() {
        for (int i = 0; i < vectors.length && !isOrdered; i++) {
            vectors[i] = parameters.ordered(vectors[i]);
        }
        isOrdered = true;
        float[][] slots = Arrays.copyOfRange(vectors, 1, vectors.length);
        return new LearntState(vectors[0], new OptimizerState(updateCount, slots));
    }
}
