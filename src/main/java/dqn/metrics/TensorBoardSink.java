package dqn.metrics;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code events.out.tfevents.dqn}: the run as TensorBoard reads it. The tags {@code train/*}, {@code episode/*} and
 * {@code evaluation/*} run over agent steps. With a game's name, the Breakout course's tags
 * {@code <name>/Total_Reward/Episode} and so on run over episodes, from the start of learning. Only the events' wall
 * times are from the clock.
 */
public final class TensorBoardSink implements MetricSink {
    private final RunFile file;
    private final InstantSource clock;
    private final Optional<String> courseName;

    /**
     * Opens the file in a directory that exists.
     *
     * @param clock for the events' wall times
     * @param courseName what stands before the course's tags, {@code Breakout-v0} say; without it they are not written
     */
    public TensorBoardSink(Path directory, Opening opening, InstantSource clock, Optional<String> courseName) {
        this.clock = clock;
        this.courseName = courseName;
        file = new RunFile(directory.resolve("events.out.tfevents.dqn"), opening);
        if (opening != Opening.RESUME) {
            file.append(TensorBoardEvents.fileVersion(wallTime()));
        }
    }

    @Override
    public void onProgress(ProgressMetrics progress) {
        new Scalars(progress.agentStepCount())
                .add("train/score_mean_100", progress.meanScore())
                .add("train/loss", progress.loss())
                .add("train/mean_max_q", progress.meanMaxQ())
                .add("train/epsilon", progress.epsilon())
                .write();
    }

    @Override
    public void onEpisode(EpisodeMetrics episode) {
        new Scalars(episode.agentStepCount())
                .add("episode/score", episode.score())
                .add("episode/clipped_return", episode.clippedReturn())
                .add("episode/length", (double) episode.agentSteps())
                .add("episode/mean_max_q", episode.meanMaxQ())
                .add("episode/mean_loss", episode.meanLoss())
                .write();
        if (episode.mode() != EpisodeMetrics.Mode.RANDOM) {
            courseName.ifPresent(name -> writeCourse(name, episode));
        }
    }

    private void writeCourse(String name, EpisodeMetrics episode) {
        new Scalars(episode.episodeCount())
                .add(name + "/Total_Reward/Episode", episode.clippedReturn())
                .add(name + "/Average_Max_Q/Episode", episode.meanMaxQ())
                .add(name + "/Duration/Episode", (double) episode.agentSteps())
                .add(name + "/Average_Loss/Episode", episode.meanLoss())
                .write();
    }

    @Override
    public void onEvaluation(EvaluationMetrics evaluation) {
        new Scalars(evaluation.agentStepCount())
                .add("evaluation/mean_score", evaluation.meanScore())
                .add("evaluation/score_standard_deviation", evaluation.standardDeviation())
                .write();
    }

    /** Records of one moment, written in one piece. */
    private final class Scalars {
        private final long step;
        private final double wallTime = wallTime();
        private final ByteArrayOutputStream records = new ByteArrayOutputStream();

        Scalars(long step) {
            this.step = step;
        }

        /** What does not exist yet (NaN) is left out. */
        Scalars add(String tag, double number) {
            if (!Double.isNaN(number)) {
                records.writeBytes(TensorBoardEvents.scalar(wallTime, step, tag, number));
            }
            return this;
        }

        void write() {
            file.append(records.toByteArray());
        }
    }

    private double wallTime() {
        Instant now = clock.instant();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }

    @Override
    public void sync() throws IOException {
        file.sync();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        file.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        file.load(in);
    }

    @Override
    public void close() {
        file.close();
    }
}
