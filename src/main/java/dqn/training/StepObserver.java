package dqn.training;

import java.io.IOException;

/** Does something at a boundary between two agent steps, without changing the run. */
@FunctionalInterface
public interface StepObserver {
    /**
     * Called by the loop when everything is done that belongs to the agent steps so far: after each step, or with the
     * pipeline after each period.
     */
    void atBoundary() throws IOException;
}
