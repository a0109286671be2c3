package dqn.training;

import dqn.core.ObservationSpec;
import dqn.env.EnvironmentConfig;
import dqn.env.EnvironmentFactory;
import dqn.preprocess.ObservationConfig;
import dqn.replay.ReplayConfig;
import dqn.replay.ReplayMemory;

/**
 * What a little random play tells of a game that is seen and kept in one way, whatever learns from it.
 *
 * @param stack shape that the network sees
 * @param actions that there are
 * @param transitionBytes that the replay may need for a transition, rather too many
 */
public record GameProbe(ObservationSpec stack, int actions, double transitionBytes) {
    /** Plays, for a fraction of a second. */
    public static GameProbe of(
            EnvironmentFactory games,
            EnvironmentConfig rules,
            ObservationConfig observation,
            ReplayConfig replay,
            long seed) {
        try (ObservedEnvironment environment = new ObservedEnvironment(games, rules, observation, seed)) {
            return new GameProbe(
                    environment.stackSpec(),
                    environment.actions().size(),
                    ReplayMemory.cautiousBytesPerTransition(
                            replay, environment.frameSpec(), new RandomFrames(environment, seed)));
        }
    }
}
