package dqn.network.onednn;

import java.util.function.Supplier;

/** A vector that is put in order when it is first asked for. */
final class OrderedLater implements Supplier<float[]> {
    private final Parameters parameters;
    private float[] vector;
    private boolean isOrdered;

    /** @param vector in the order of {@link Parameters}, not shared with anyone */
    OrderedLater(Parameters parameters, float[] vector) {
        this.parameters = parameters;
        this.vector = vector;
    }

    @Override
    public synchronized float[] get() {
        if (!isOrdered) {
            vector = parameters.ordered(vector);
            isOrdered = true;
        }
        return vector;
    }
}
