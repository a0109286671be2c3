package dqn.training;

import dqn.agent.Policy;
import dqn.core.TimeStep;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Plays whole games by a fixed policy and keeps their raw scores. */
public final class Evaluator {
    private final ObservedEnvironment environment;
    private final Policy policy;

    /** Plays in this environment, which stays the caller's. */
    public Evaluator(ObservedEnvironment environment, Policy policy) {
        this.environment = environment;
        this.policy = policy;
    }

    /** Plays {@code episodes} games. */
    public Scores play(int episodes) {
        return play(episodes, score -> {});
    }

    /** Plays {@code episodes} games, telling each one's score as it ends. */
    public Scores play(int episodes, DoubleConsumer onScore) {
        return play(episodes, onScore, () -> false).orElseThrow();
    }

    /** The same, but leaves off, with nothing, as soon as {@code stop} holds. */
    public Optional<Scores> play(int episodes, DoubleConsumer onScore, BooleanSupplier stop) {
        double[] scores = new double[episodes];
        for (int i = 0; i < episodes; i++) {
            OptionalDouble score = playGame(stop);
            if (score.isEmpty()) {
                return Optional.empty();
            }
            scores[i] = score.getAsDouble();
            onScore.accept(scores[i]);
        }
        return Optional.of(new Scores(scores));
    }

    /** From a reset to the end of the game; its raw score. */
    private OptionalDouble playGame(BooleanSupplier stop) {
        double score = 0;
        TimeStep step = environment.reset();
        while (!step.gameOver()) {
            if (stop.getAsBoolean()) {
                return OptionalDouble.empty();
            }
            if (step.isLast()) {
                step = environment.reset(); // a lost life ended the training episode, the game goes on
                continue;
            }
            step = environment.step(policy.act(environment.stack()));
            score += step.reward();
        }
        return OptionalDouble.of(score);
    }
}
