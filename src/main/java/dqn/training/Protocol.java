package dqn.training;

import dqn.env.EnvironmentConfig;
import dqn.env.EnvironmentConfig.ActionSet;
import dqn.env.EnvironmentConfig.FrameSkip;
import dqn.env.EnvironmentConfig.LifeLossMode;
import dqn.env.EnvironmentConfig.NoopUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rules a score was made under, without which it compares to nothing.
 *
 * @param environment rules of the game
 * @param epsilon chance of a random action
 * @param episodes games played
 */
public record Protocol(EnvironmentConfig environment, double epsilon, int episodes) {
    /** Of the evaluations of a run. */
    public static Protocol of(RunConfig config) {
        return new Protocol(
                config.evaluationEnvironment(),
                config.evaluation().epsilon(),
                config.evaluation().episodes());
    }

    /** As it stands in JSON, keys and values as in the configuration. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("stickyActions", environment.stickyActions());
        FrameSkip skip = environment.frameSkip();
        map.put("frameSkip", skip.min() == skip.max() ? skip.min() : List.of(skip.min(), skip.max()));
        map.put("noopStart", environment.noopStart());
        map.put("noopUnit", EnumCodec.name(environment.noopUnit()));
        map.put("lifeLoss", EnumCodec.name(environment.lifeLoss()));
        map.put("actionSet", EnumCodec.name(environment.actionSet()));
        map.put("maxEpisodeFrames", environment.maxEpisodeFrames());
        map.put("epsilon", epsilon);
        map.put("episodes", episodes);
        return map;
    }

    /** For a person, on one line. */
    @Override
    public String toString() {
        return String.join(
                ", ", episodes == 1 ? "1 episode" : episodes + " episodes", "epsilon " + epsilon, rules(environment));
    }

    /** The rules of a run's training games, for a person, on one line. */
    public static String trainingRules(RunConfig config) {
        return rules(config.environment());
    }

    private static String rules(EnvironmentConfig environment) {
        return String.join(
                ", ",
                environment.stickyActions() == 0
                        ? "no sticky actions"
                        : "sticky actions " + environment.stickyActions(),
                noopStart(environment),
                lifeLoss(environment.lifeLoss()),
                environment.actionSet() == ActionSet.MINIMAL ? "minimal action set" : "full action set",
                frameSkip(environment.frameSkip()),
                String.format(Locale.ROOT, "at most %,d frames", environment.maxEpisodeFrames()));
    }

    private static String noopStart(EnvironmentConfig environment) {
        if (environment.noopStart() == 0) {
            return "no no-op start";
        }
        String unit = environment.noopUnit() == NoopUnit.FRAMES ? " frames" : " agent steps";
        return "no-op start of 1 to " + environment.noopStart() + unit;
    }

    private static String lifeLoss(LifeLossMode mode) {
        return switch (mode) {
            case IGNORE, DISCOUNT -> "whole games"; // a discount is for learning: the game and its score are the same
            case EPISODE -> "a lost life ends an episode";
        };
    }

    private static String frameSkip(FrameSkip skip) {
        return "frame skip " + (skip.min() == skip.max() ? skip.min() : skip.min() + " to " + skip.max());
    }
}
