package dqn.agent;

import java.util.Optional;

/** Chooses actions. */
public interface Policy {
    /**
     * The action's index for a stack of frames.
     *
     * @param stack one observation, {@code [stack * channels][height][width]}
     */
    int act(byte[] stack);

    /** The action values behind the last choice, to be read at once; empty if none were computed. */
    default Optional<float[]> values() {
        return Optional.empty();
    }
}
