package dqn.metrics;

import dqn.core.Checkpointable;
import dqn.core.SavedState;
import dqn.core.TimeStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Adds up the game in progress in every environment and keeps the mean score of the last 100 games. A game may comprise
 * several training episodes, where a lost life ends one: only {@link TimeStep#gameOver} ends the game.
 */
public final class EpisodeTracker implements Checkpointable {
    /** How many of the last games the mean score is taken over. */
    public static final int SCORES = 100;

    /** Of one game in progress. */
    private static final class Game {
        private long agentSteps;
        private double score;
        private double clippedReturn;
        private double maxQSum;
        private long maxQCount;
        private double lossSum;
        private long lossCount;
    }

    /** Scores of the last games; game n (from 0) is at n mod 100. */
    private final double[] scores = new double[SCORES];

    /** By environment. */
    private final Game[] games;

    private long episodeCount;

    /** For so many environments. */
    public EpisodeTracker(int environments) {
        games = new Game[environments];
        Arrays.setAll(games, i -> new Game());
    }

    /**
     * An environment answered a reset or an action.
     *
     * @param step with the raw reward
     * @param learningReward the same reward as learning sees it, clipped or scaled
     */
    public void onStep(int environment, TimeStep step, double learningReward) {
        Game game = games[environment];
        if (step.kind() != TimeStep.Kind.FIRST) {
            game.agentSteps++;
            game.score += step.reward();
            game.clippedReturn += learningReward;
        }
    }

    /** The network was asked for an action of an environment; this was the largest of its values. */
    public void onMaxQ(int environment, double maxQ) {
        games[environment].maxQSum += maxQ;
        games[environment].maxQCount++;
    }

    /** The network was updated, with this loss: it counts for every game in progress. */
    public void onLoss(double loss) {
        for (Game game : games) {
            game.lossSum += loss;
            game.lossCount++;
        }
    }

    /** Closes an environment's game, whose last step said that it is over; the next one starts from nothing. */
    public EpisodeMetrics finish(
            int environment,
            long frameCount,
            long agentStepCount,
            long learnerUpdateCount,
            double epsilon,
            EpisodeMetrics.Mode mode) {
        Game game = games[environment];
        scores[(int) (episodeCount % SCORES)] = game.score;
        episodeCount++;
        abandon(environment);
        return new EpisodeMetrics(
                episodeCount,
                frameCount,
                agentStepCount,
                learnerUpdateCount,
                game.agentSteps,
                game.score,
                game.clippedReturn,
                epsilon,
                game.maxQSum / game.maxQCount,
                game.lossSum / game.lossCount,
                mode);
    }

    /** Forgets an environment's game in progress, which is not played on. */
    public void abandon(int environment) {
        games[environment] = new Game();
    }

    /** Raw score so far of an environment's game in progress. */
    public double gameScore(int environment) {
        return games[environment].score;
    }

    /** Games finished. */
    public long episodeCount() {
        return episodeCount;
    }

    /** Mean raw score of the last 100 games, of fewer if there were fewer, NaN before the first ends. */
    public double meanScore() {
        int count = (int) Math.min(episodeCount, SCORES);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += scores[i];
        }
        return sum / count;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (double value : scores) {
            out.writeDouble(value);
        }
        out.writeLong(episodeCount);
        out.writeInt(games.length);
        for (Game game : games) {
            out.writeLong(game.agentSteps);
            out.writeDouble(game.score);
            out.writeDouble(game.clippedReturn);
            out.writeDouble(game.maxQSum);
            out.writeLong(game.maxQCount);
            out.writeDouble(game.lossSum);
            out.writeLong(game.lossCount);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        for (int i = 0; i < SCORES; i++) {
            scores[i] = in.readDouble();
        }
        episodeCount = SavedState.count(in, "games");
        int count = in.readInt();
        if (count != games.length) {
            throw new IOException("games of " + count + " environments were saved where there are " + games.length);
        }
        for (Game game : games) {
            game.agentSteps = SavedState.count(in, "agent steps of a game");
            game.score = in.readDouble();
            game.clippedReturn = in.readDouble();
            game.maxQSum = in.readDouble();
            game.maxQCount = SavedState.count(in, "greedy actions of a game");
            game.lossSum = in.readDouble();
            game.lossCount = SavedState.count(in, "updates during a game");
        }
    }
}
