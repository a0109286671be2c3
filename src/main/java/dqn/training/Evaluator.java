package dqn.training;

import dqn.agent.Policy;
import dqn.core.TimeStep;
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

    /** Plays one game from a reset to its end and returns its raw score. */
    public double playGame() {
        double score = 0;
        TimeStep step = environment.reset();
        while (!step.gameOver()) {
            if (step.isLast()) {
                step = environment.reset(); // a lost life ended the training episode, the game goes on
                continue;
            }
            step = environment.step(policy.act(environment.stack()));
            score += step.reward();
        }
        return score;
    }

    /** Plays {@code episodes} games. */
    public Scores play(int episodes) {
        return play(episodes, score -> {});
    }

    /** Plays {@code episodes} games, telling each one's score as it ends. */
    public Scores play(int episodes, DoubleConsumer onScore) {
        double[] scores = new double[episodes];
        for (int i = 0; i < episodes; i++) {
            scores[i] = playGame();
            onScore.accept(scores[i]);
        }
        return new Scores(scores);
    }
}
