package dqn.metrics;

import dqn.core.Checkpointable;
import dqn.core.TimeStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Adds up the game in progress and keeps the mean score of the last 100 games. A game may comprise several training
 * episodes, where a lost life ends one: only {@link TimeStep#gameOver} ends the game.
 */
public final class EpisodeTracker implements Checkpointable {
    /** How many of the last games the mean score is taken over. */
    public static final int SCORES = 100;

    /** Scores of the last games; game n (from 0) is at n mod 100. */
    private final double[] scores = new double[SCORES];

    private long episodeCount;

    private long agentSteps;
    private double score;
    private double clippedReturn;
    private double maxQSum;
    private long maxQCount;
    private double lossSum;
    private long lossCount;

    /**
     * The environment answered a reset or an action.
     *
     * @param step with the raw reward
     * @param learningReward the same reward as learning sees it, clipped or scaled
     */
    public void onStep(TimeStep step, double learningReward) {
        if (step.kind() != TimeStep.Kind.FIRST) {
            agentSteps++;
            score += step.reward();
            clippedReturn += learningReward;
        }
    }

    /** The network was asked for an action; this was the largest of its values. */
    public void onMaxQ(double maxQ) {
        maxQSum += maxQ;
        maxQCount++;
    }

    /** The network was updated, with this loss. */
    public void onLoss(double loss) {
        lossSum += loss;
        lossCount++;
    }

    /** Closes the game in progress, whose last step said that it is over; the next one starts from nothing. */
    public EpisodeMetrics finish(
            long frameCount, long agentStepCount, long learnerUpdateCount, double epsilon, EpisodeMetrics.Mode mode) {
        scores[(int) (episodeCount % SCORES)] = score;
        episodeCount++;
        EpisodeMetrics finished = new EpisodeMetrics(
                episodeCount,
                frameCount,
                agentStepCount,
                learnerUpdateCount,
                agentSteps,
                score,
                clippedReturn,
                epsilon,
                maxQSum / maxQCount,
                lossSum / lossCount,
                mode);
        abandon();
        return finished;
    }

    /** Forgets the game in progress, which is not played on. */
    public void abandon() {
        agentSteps = 0;
        score = 0;
        clippedReturn = 0;
        maxQSum = 0;
        maxQCount = 0;
        lossSum = 0;
        lossCount = 0;
    }

    /** Games finished. */
    public long episodeCount() {
        return episodeCount;
    }

    /** Mean raw score of the last 100 games, of fewer if there were fewer, NaN before the first ends. */
    public double meanScore() {
        int games = (int) Math.min(episodeCount, SCORES);
        double sum = 0;
        for (int i = 0; i < games; i++) {
            sum += scores[i];
        }
        return sum / games;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (double value : scores) {
            out.writeDouble(value);
        }
        out.writeLong(episodeCount);
        out.writeLong(agentSteps);
        out.writeDouble(score);
        out.writeDouble(clippedReturn);
        out.writeDouble(maxQSum);
        out.writeLong(maxQCount);
        out.writeDouble(lossSum);
        out.writeLong(lossCount);
    }

    @Override
    public void load(DataInput in) throws IOException {
        for (int i = 0; i < SCORES; i++) {
            scores[i] = in.readDouble();
        }
        episodeCount = in.readLong();
        agentSteps = in.readLong();
        score = in.readDouble();
        clippedReturn = in.readDouble();
        maxQSum = in.readDouble();
        maxQCount = in.readLong();
        lossSum = in.readDouble();
        lossCount = in.readLong();
    }
}
