package dqn.env.ale;

import dqn.core.FrameSource;
import dqn.core.RandomStream;
import dqn.env.ActionRepeat;
import dqn.env.Environment;
import dqn.env.EnvironmentConfig;
import dqn.env.EnvironmentConfig.NoopUnit;
import dqn.env.EpisodeCap;
import dqn.env.LifeLoss;
import dqn.env.NoopStart;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Builds the environment of a configuration: from the emulator's frames outwards to the agent's steps. */
public final class AtariEnvironments {
    private AtariEnvironments() {}

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
        Environment frames = new EpisodeCap(
                aroundFrames.apply(new AtariEnvironment(
                        rom, seed, config.stickyActions(), config.actionSet(), source, config.maxEpisodeFrames())),
                config.maxEpisodeFrames());
        Environment agentSteps = new ActionRepeat(
                noopStart(frames, config, NoopUnit.FRAMES, seed),
                config.frameSkip(),
                framesShown,
                new RandomStream(seed, "frameSkip"));
        return new LifeLoss(noopStart(agentSteps, config, NoopUnit.AGENT_STEPS, seed), config.lifeLoss());
    }

    private static Environment noopStart(Environment inner, EnvironmentConfig config, NoopUnit unit, long seed) {
        boolean wanted = config.noopStart() > 0 && config.noopUnit() == unit;
        return wanted ? new NoopStart(inner, config.noopStart(), new RandomStream(seed, "noopStart")) : inner;
    }
}
