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

    /**
     * The action values of the observation that the last choice was made for, whether or not they decided it; to be read
     * before the observation changes. Empty if this policy knows none.
     */
    default Optional<float[]> values() {
        return Optional.empty();
    }
}
