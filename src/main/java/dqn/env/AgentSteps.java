package dqn.env;

import dqn.core.RandomStream;
import dqn.env.EnvironmentConfig.NoopUnit;

/** Makes of a game whose steps are single frames one whose steps are the agent's, by the rules of a configuration. */
public final class AgentSteps {
    private AgentSteps() {}

    /**
     * From the frames outwards.
     *
     * @param game each step of which is one frame; closing the result closes it
     * @param framesShown 1, or 2 where the last two frames are pooled
     * @param seed of all chance around the game
     */
    public static Environment of(Environment game, EnvironmentConfig config, int framesShown, long seed) {
        Environment frames = new EpisodeCap(game, config.maxEpisodeFrames());
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
