package dqn.env.ale;

import dqn.core.FrameSource;
import dqn.core.NativeLibraryException;
import dqn.env.AgentSteps;
import dqn.env.Environment;
import dqn.env.EnvironmentConfig;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.bytedeco.ale.ALEInterface;
import org.bytedeco.javacpp.Loader;

/** Builds the environment of a configuration: from the emulator's frames outwards to the agent's steps. */
public final class AtariEnvironments {
    private AtariEnvironments() {}

    /**
     * Loads the emulator's native library, which otherwise happens when the first cartridge is put in.
     *
     * @throws NativeLibraryException if it cannot be loaded here
     */
    public static void loadLibrary() {
        try {
            Loader.load(ALEInterface.class);
        } catch (LinkageError e) {
            throw new NativeLibraryException("ALE's native library", e);
        }
    }

    /**
     * A game as the agent sees it.
     *
     * @param rom a checked cartridge: see {@link AtariEnvironment}
     * @param framesShown 1, or 2 where the last two frames are pooled
     * @param aroundFrames put around the emulator, where each step is one frame; identity for nothing
     * @param seed of all chance in it; environments that run side by side need different ones
     */
    public static Environment create(
            EnvironmentConfig config,
            Path rom,
            FrameSource source,
            int framesShown,
            long seed,
            UnaryOperator<Environment> aroundFrames) {
        AtariEnvironment emulator = new AtariEnvironment(
                rom, seed, config.stickyActions(), config.actionSet(), source, config.maxEpisodeFrames());
        try {
            return AgentSteps.of(aroundFrames.apply(emulator), config, framesShown, seed);
        } catch (RuntimeException e) { // the game does not have what the configuration asks of it
            emulator.close();
            throw e;
        }
    }
}
