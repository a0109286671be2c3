package dqn.cli;

import dqn.agent.Policy;
import dqn.core.RandomStream;
import dqn.training.Evaluator;
import dqn.training.ObservedEnvironment;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A player at a game, watched frame by frame.
 *
 * @param environment the game; closed with this
 * @param policy who acts in it
 */
record Seat(ObservedEnvironment environment, Policy policy) implements AutoCloseable {
    /**
     * Puts the cartridge in.
     *
     * @param rom a file to take it from instead of the store
     * @param random of everything that chance decides in the game and of the player
     */
    static Seat of(Player player, Optional<Path> rom, RandomStream random, Show show) {
        ObservedEnvironment environment = new ObservedEnvironment(
                Games.watched(player.config().game(), rom, show::frame),
                player.config().evaluationEnvironment(),
                player.config().observation(),
                random.nextLong(Long.MAX_VALUE));
        try {
            return new Seat(environment, show.watched(player.policy(environment, random), environment.actions()));
        } catch (RuntimeException e) {
            environment.close();
            throw e;
        }
    }

    /** Plays whole games here. */
    Evaluator evaluator() {
        return new Evaluator(environment, policy);
    }

    @Override
    public void close() {
        environment.close();
    }
}
