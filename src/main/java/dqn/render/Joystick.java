package dqn.render;

import java.util.Set;

/** What a person plays with. */
@FunctionalInterface
public interface Joystick {
    /** The switches that are closed in the next frame; waits while the person pauses. */
    Set<Switch> next();
}
