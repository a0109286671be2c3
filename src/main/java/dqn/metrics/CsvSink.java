package dqn.metrics;

import dqn.core.Releases;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The run's tables: {@code metrics.csv} (a row per progress), {@code episodes.csv} (a row per game) and
 * {@code evaluations.csv}. Nothing in them is from the clock, so the same run gives the same bytes, also when it was
 * interrupted and resumed. A quantity that does not exist yet is an empty field.
 */
public final class CsvSink implements MetricSink {
    /** The file with a row per progress. */
    public static final String METRICS = "metrics.csv";
    /** The file with a row per game. */
    public static final String EPISODES = "episodes.csv";
    /** The file with a row per evaluation during the training. */
    public static final String EVALUATIONS = "evaluations.csv";

    private final CsvFile metrics;
    private final CsvFile episodes;
    private final CsvFile evaluations;

    /**
     * Opens the three files in a directory that exists.
     *
     * @throws dqn.core.DqnException if a file cannot be opened, or is there already in a new run
     */
    public CsvSink(Path directory, Opening opening) {
        metrics = new CsvFile(
                directory.resolve(METRICS),
                opening,
                "frame_count",
                "agent_step_count",
                "learner_update_count",
                "episode_count",
                "epsilon",
                "mean_score_100",
                "loss",
                "mean_max_q");
        episodes = new CsvFile(
                directory.resolve(EPISODES),
                opening,
                "episode_count",
                "frame_count",
                "agent_step_count",
                "learner_update_count",
                "length_agent_steps",
                "score",
                "clipped_return",
                "epsilon",
                "mean_max_q",
                "mean_loss",
                "mode");
        evaluations = new CsvFile(
                directory.resolve(EVALUATIONS),
                opening,
                "frame_count",
                "agent_step_count",
                "evaluated_episodes",
                "mean_score",
                "score_standard_deviation");
    }

    @Override
    public void onProgress(ProgressMetrics progress) {
        metrics.row(
                progress.frameCount(),
                progress.agentStepCount(),
                progress.learnerUpdateCount(),
                progress.episodeCount(),
                progress.epsilon(),
                progress.meanScore(),
                progress.loss(),
                progress.meanMaxQ());
    }

    @Override
    public void onEpisode(EpisodeMetrics episode) {
        episodes.row(
                episode.episodeCount(),
                episode.frameCount(),
                episode.agentStepCount(),
                episode.learnerUpdateCount(),
                episode.agentSteps(),
                episode.score(),
                episode.clippedReturn(),
                episode.epsilon(),
                episode.meanMaxQ(),
                episode.meanLoss(),
                episode.mode().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void onEvaluation(EvaluationMetrics evaluation) {
        evaluations.row(
                evaluation.frameCount(),
                evaluation.agentStepCount(),
                evaluation.episodes(),
                evaluation.meanScore(),
                evaluation.standardDeviation());
    }

    @Override
    public void sync() throws IOException {
        metrics.sync();
        episodes.sync();
        evaluations.sync();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        metrics.save(out);
        episodes.save(out);
        evaluations.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        metrics.load(in);
        episodes.load(in);
        evaluations.load(in);
    }

    @Override
    public void close() {
        Releases releases = new Releases();
        releases.add(metrics::close);
        releases.add(episodes::close);
        releases.add(evaluations::close);
        releases.close();
    }
}
