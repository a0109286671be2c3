package dqn.env;

import dqn.core.TimeStep;
import java.util.function.BiConsumer;

/** Lets somebody look at the inner environment after every reset and step, without changing anything. */
public final class FrameTap extends EnvironmentWrapper {
    private final BiConsumer<? super Environment, TimeStep> viewer;

    /** Shows {@code inner} to the viewer. */
    public FrameTap(Environment inner, BiConsumer<? super Environment, TimeStep> viewer) {
        super(inner);
        this.viewer = viewer;
    }

    @Override
    public TimeStep reset() {
        TimeStep first = inner.reset();
        viewer.accept(inner, first);
        return first;
    }

    @Override
    public TimeStep step(int action) {
        TimeStep step = inner.step(action);
        viewer.accept(inner, step);
        return step;
    }
}
