package dqn.network.onednn;

import dqn.network.LearntState;
import dqn.network.OptimizerState;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** What a network has learnt, copied as it lies. */
final class CapturedState implements Supplier<LearntState> {
    private final Supplier<float[]> parameters;
    private final List<Supplier<float[]>> slots;
    private final long updateCount;

    /** @param state in the order of {@link Parameters}, not shared with anyone */
    CapturedState(Parameters parameters, OptimizerState state) {
        this.parameters = parameters.capture();
        slots = Arrays.stream(state.slots()).map(parameters::orderedLater).toList();
        updateCount = state.updateCount();
    }

    /** Puts one vector in order after the other, for large ones fill the memory. */
    @Override
    public LearntState get() {
        float[] ordered = parameters.get();
        return new LearntState(
                ordered,
                new OptimizerState(
                        updateCount, slots.stream().map(Supplier::get).toArray(float[][]::new)));
    }
}
