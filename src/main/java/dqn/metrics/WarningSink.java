package dqn.metrics;

import dqn.core.SavedState;
import dqn.metrics.EpisodeMetrics.Mode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns on the log of a training that goes wrong: scores below chance, a policy of one action, values that no game can be
 * worth. Each warning comes once for as long as it holds. {@code docs/report.md} has the rules.
 */
public final class WarningSink implements MetricSink {
    /** Greedy actions among which one is looked for that is nearly all of them. */
    static final int ACTIONS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(WarningSink.class);
    private static final int GAMES = 100;
    private static final double NEARLY_ALL = 0.95;
    /** Of ALE's games. */
    private static final int MOST_ACTIONS = 18;
    /**
     * Of the largest return of any game: values beyond are worth no game's rewards, even where some cancel others. And of
     * what the network said before it learnt: inputs that are not scaled, such as the console's memory, make any value.
     */
    private static final double TIMES_THE_USUAL = 10;

    private final double valueBound;
    private final OptionalDouble randomScore;
    private final DescriptiveStatistics scores = new DescriptiveStatistics(GAMES);
    private final int[] actions = new int[MOST_ACTIONS];
    private final Occurrence belowRandom = new Occurrence();
    private final Occurrence oneAction = new Occurrence();
    private final Occurrence divergence = new Occurrence();
    private int actionCount;
    /** The largest return of any game, or the mean value of the first batch, before anything was learnt from it. */
    private double usual;

    private boolean hasUpdated;

    private long learnerUpdateCount;

    /**
     * Watches a run.
     *
     * @param valueBound more than any state can be worth; infinite if there is no such number
     * @param randomScore the mean score of random play, if it is known
     */
    public WarningSink(double valueBound, OptionalDouble randomScore) {
        this.valueBound = valueBound;
        this.randomScore = randomScore;
    }

    @Override
    public void onEpisode(EpisodeMetrics episode) {
        usual = Math.max(usual, Math.abs(episode.clippedReturn()));
        if (episode.mode() == Mode.EXPLOIT && randomScore.isPresent()) {
            scores.addValue(episode.score());
            lookAtScores(randomScore.getAsDouble());
        }
    }

    /** Below by more than twice the standard error, so that chance alone seldom says it. */
    private void lookAtScores(double random) {
        double error = scores.getStandardDeviation() / Math.sqrt(GAMES);
        boolean below = scores.getN() == GAMES && scores.getMean() + 2 * error < random;
        if (belowRandom.begins(below)) {
            warn(
                    "Scores are below chance: the last %d games scored %.1f on average, random play scores %.1f. If it"
                            + " stays so, try another seed or a smaller learning rate",
                    GAMES, scores.getMean(), random);
        }
    }

    @Override
    public void onGreedyAction(int action) {
        actions[action]++;
        if (++actionCount == ACTIONS) {
            lookAtActions();
            Arrays.fill(actions, 0);
            actionCount = 0;
        }
    }

    private void lookAtActions() {
        int commonest = 0;
        for (int action = 1; action < MOST_ACTIONS; action++) {
            commonest = actions[action] > actions[commonest] ? action : commonest;
        }
        double share = (double) actions[commonest] / ACTIONS;
        if (oneAction.begins(share >= NEARLY_ALL)) {
            warn(
                    "One action is nearly all that the agent chooses: number %d, counted from 0, %.1f %% of its last"
                            + " %,d choices. Watch it by `dqn play --render`: it may have learnt to hold one button",
                    commonest, 100 * share, ACTIONS);
        }
    }

    @Override
    public void onUpdate(double[] maxQ) {
        if (!hasUpdated) {
            usual = Math.max(usual, Math.abs(Arrays.stream(maxQ).average().orElse(0)));
            hasUpdated = true;
        }
    }

    @Override
    public void onProgress(ProgressMetrics progress) {
        boolean updated = progress.learnerUpdateCount() > learnerUpdateCount;
        learnerUpdateCount = progress.learnerUpdateCount();
        double bound = Double.isFinite(valueBound) ? valueBound : TIMES_THE_USUAL * usual;
        boolean finite = Double.isFinite(progress.meanMaxQ()) && Double.isFinite(progress.loss());
        boolean beyond = bound > 0 && Math.abs(progress.meanMaxQ()) > bound;
        if (divergence.begins(updated && (!finite || beyond))) {
            warn(
                    "Q-values diverge: their mean is %.4g where no state is worth more than %.4g, the mean loss %.4g. Try"
                            + " a smaller learning rate, or a target network that is copied less often",
                    progress.meanMaxQ(), bound, progress.loss());
        }
    }

    private static void warn(String format, Object... values) {
        LOG.warn("{}", String.format(Locale.ROOT, format, values));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt((int) scores.getN());
        for (double score : scores.getValues()) {
            out.writeDouble(score);
        }
        for (int count : actions) {
            out.writeInt(count);
        }
        out.writeInt(actionCount);
        out.writeDouble(usual);
        out.writeLong(learnerUpdateCount);
        belowRandom.save(out);
        oneAction.save(out);
        divergence.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        scores.clear();
        for (int left = SavedState.within(in, GAMES, "scores"); left > 0; left--) {
            scores.addValue(in.readDouble());
        }
        for (int i = 0; i < MOST_ACTIONS; i++) {
            actions[i] = SavedState.within(in, ACTIONS, "greedy actions");
        }
        actionCount = SavedState.within(in, ACTIONS - 1, "greedy actions");
        usual = in.readDouble();
        learnerUpdateCount = SavedState.count(in, "updates");
        hasUpdated = learnerUpdateCount > 0;
        belowRandom.load(in);
        oneAction.load(in);
        divergence.load(in);
    }
}
