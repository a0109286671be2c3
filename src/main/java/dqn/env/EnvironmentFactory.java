package dqn.env;

import dqn.core.FrameSource;

/** Makes environments of one game. */
@FunctionalInterface
public interface EnvironmentFactory {
    /**
     * A new environment, composed as configured.
     *
     * @param source what it shows
     * @param framesShown 1, or 2 for the last two emulator frames
     * @param seed of everything random in it
     */
    Environment create(EnvironmentConfig config, FrameSource source, int framesShown, long seed);
}
