package dqn.env;

import dqn.core.InvalidSetting;

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
    /** A second of the emulator before each game. */
    private static final int MOST_NOOP_FRAMES = 10_000;

    /** Refuses what no run can use. */
    public EnvironmentConfig {
        InvalidSetting.unlessWithin(1, 1_024, "envs", envs);
        InvalidSetting.unlessWithin(0, 1, "stickyActions", stickyActions);
        InvalidSetting.unlessWithin(0, 1_000, "noopStart", noopStart);
        InvalidSetting.unless(
                noopUnit == NoopUnit.FRAMES || noopStart * frameSkip.max() <= MOST_NOOP_FRAMES,
                "noopStart",
                "must not be above " + MOST_NOOP_FRAMES + " frames, but is " + noopStart + " agent steps of up to "
                        + frameSkip.max());
        InvalidSetting.unlessAtLeast(1, "maxEpisodeFrames", maxEpisodeFrames);
    }

    /** The same with other treatment of lives and another limit, as an evaluation may have it. */
    public EnvironmentConfig with(LifeLossMode otherLifeLoss, int otherMaxEpisodeFrames) {
        return new EnvironmentConfig(
                envs, stickyActions, frameSkip, actionSet, noopStart, noopUnit, otherLifeLoss, otherMaxEpisodeFrames);
    }

    /** Frames an action lasts: uniform from min to max, both included, drawn at each agent step. */
    public record FrameSkip(int min, int max) {
        /** Refuses an empty range. */
        public FrameSkip {
            InvalidSetting.unless(
                    min >= 1 && min <= max && max <= 1_000,
                    "",
                    "must be 1 to 1000 frames, the smaller number first, not "
                            + (min == max ? min : "[" + min + ", " + max + "]"));
        }
    }

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
