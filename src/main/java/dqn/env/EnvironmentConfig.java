package dqn.env;

/**
 * The {@code environment} part of the configuration.
 *
 * @param envs environments stepped together
 * @param stickyActions chance, per frame, of repeating the action before
 * @param frameSkip frames an action lasts
 * @param actionSet which actions the agent has
 * @param noopStart 1 to this many no-ops after each reset; 0 for none
 * @param noopUnit what a no-op of the start lasts
 * @param lifeLoss what a lost life means to the agent
 * @param maxEpisodeFrames frames after which a game is truncated
 */
public record EnvironmentConfig(
        int envs,
        double stickyActions,
        FrameSkip frameSkip,
        ActionSet actionSet,
        int noopStart,
        NoopUnit noopUnit,
        LifeLossMode lifeLoss,
        int maxEpisodeFrames) {
    /** Frames an action lasts: uniform from min to max, both included, drawn at each agent step. */
    public record FrameSkip(int min, int max) {}

    /** The emulator's two sets of actions. */
    public enum ActionSet {
        MINIMAL,
        FULL
    }

    /** Unit of the no-op start. */
    public enum NoopUnit {
        FRAMES,
        AGENT_STEPS
    }

    /** What a lost life means. */
    public enum LifeLossMode {
        /** Nothing. */
        IGNORE,
        /** The discount of that step is 0, the episode goes on. */
        DISCOUNT,
        /** The training episode ends; the game goes on with the next one. */
        EPISODE
    }
}
