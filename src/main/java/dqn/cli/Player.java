package dqn.cli;

import dqn.agent.Policy;
import dqn.core.RandomStream;
import dqn.training.ObservedEnvironment;
import dqn.training.RunConfig;
import java.util.Optional;

/** Who plays which game by which rules; to be closed when the playing is over. */
interface Player extends AutoCloseable {
    /** The game and its rules. */
    RunConfig config();

    /** The policy's name, or where the agent was read from. */
    String name();

    /** A word or two for a picture. */
    String label();

    /** Where the agent was read from; empty for a fixed policy. */
    Optional<String> checkpoint();

    /** The chance of a random action. */
    double epsilon();

    /** Games to play where nobody says how many. */
    int usualEpisodes();

    /**
     * The policy in this environment, with chance from this stream.
     *
     * @throws dqn.core.DqnException if it does not fit the game
     */
    Policy policy(ObservedEnvironment environment, RandomStream random);

    @Override
    default void close() {}
}
