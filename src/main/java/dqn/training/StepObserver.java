package dqn.training;

import java.io.IOException;

/** Does something at the boundary between two agent steps, without changing the run. */
@FunctionalInterface
public interface StepObserver {
    /** Called by the loop after each agent step, when everything that belongs to it is done. */
    void afterAgentStep() throws IOException;
}
