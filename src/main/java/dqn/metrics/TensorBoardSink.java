package dqn.metrics;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * {@code events.out.tfevents.dqn}: the run as TensorBoard reads it. It opens with texts. The tags {@code train/*},
 * {@code episode/*}, {@code evaluation/*} and {@code timing/*} run over agent steps; {@code train/max_q} is a histogram of
 * the largest Q-values of all states sampled since the progress before. With a game's name, the Breakout course's tags {@code
 * <name>/Total_Reward/Episode} and so on run over episodes, from the start of learning. Only {@code timing/*} and the events'
 * wall times are from the clock.
 */
public final class TensorBoardSink implements MetricSink {
    private final RunFile file;
    private final InstantSource clock;
    private final Optional<String> courseName;
    private final StepRateTracker agentSteps;
    private final Histogram maxQs = new Histogram();

    /**
     * Opens the file in a directory that exists.
     *
     * @param clock for the events' wall times
     * @param nanoClock for the speed: nanoseconds from any fixed moment, as {@link System#nanoTime}
     * @param courseName what stands before the course's tags, {@code Breakout-v0} say; without it they are not written
     * @param texts what tells of the run, by tag; written when it begins, at step 0
     */
    public TensorBoardSink(
            Path directory,
            Opening opening,
            InstantSource clock,
            LongSupplier nanoClock,
            Optional<String> courseName,
            Map<String, String> texts) {
        this.clock = clock;
        this.courseName = courseName;
        agentSteps = new StepRateTracker(nanoClock);
        file = new RunFile(directory.resolve("events.out.tfevents.dqn"), opening);
        if (opening != Opening.RESUME) {
            begin(texts);
        }
    }

    private void begin(Map<String, String> texts) {
        file.append(TensorBoardEvents.fileVersion(wallTime()));
        texts.forEach((tag, text) -> file.append(TensorBoardEvents.text(wallTime(), 0, tag, text)));
    }

    @Override
    public void onSteps(long frameCount, long agentStepCount) {
        agentSteps.update(agentStepCount);
    }

    @Override
    public void onUpdate(double[] maxQ) {
        for (double value : maxQ) {
            maxQs.add(value);
        }
    }

    @Override
    public void onProgress(ProgressMetrics progress) {
        onSteps(progress.frameCount(), progress.agentStepCount());
        new Moment(progress.agentStepCount())
                .add("train/score_mean_100", progress.meanScore())
                .add("train/loss", progress.loss())
                .add("train/mean_max_q", progress.meanMaxQ())
                .add("train/epsilon", progress.epsilon())
                .add("timing/agent_steps_per_second", agentSteps.perSecond())
                .add("train/max_q", maxQs)
                .write();
        maxQs.clear();
    }

    @Override
    public void onEpisode(EpisodeMetrics episode) {
        new Moment(episode.agentStepCount())
                .add("episode/score", episode.score())
                .add("episode/clipped_return", episode.clippedReturn())
                .add("episode/length", (double) episode.agentSteps())
                .add("episode/mean_max_q", episode.meanMaxQ())
                .add("episode/mean_loss", episode.meanLoss())
                .write();
        if (episode.learnerUpdateCount() > 0) {
            courseName.ifPresent(name -> writeCourse(name, episode));
        }
    }

    private void writeCourse(String name, EpisodeMetrics episode) {
        new Moment(episode.episodeCount())
                .add(name + "/Total_Reward/Episode", episode.clippedReturn())
                .add(name + "/Average_Max_Q/Episode", episode.meanMaxQ())
                .add(name + "/Duration/Episode", (double) episode.agentSteps())
                .add(name + "/Average_Loss/Episode", episode.meanLoss())
                .write();
    }

    @Override
    public void onEvaluation(EvaluationMetrics evaluation) {
        new Moment(evaluation.agentStepCount())
                .add("evaluation/mean_score", evaluation.meanScore())
                .add("evaluation/score_standard_deviation", evaluation.standardDeviation())
                .write();
    }

    /** Records of one moment, written in one piece. */
    private final class Moment {
        private final long step;
        private final double wallTime = wallTime();
        private final ByteArrayOutputStream records = new ByteArrayOutputStream();

        Moment(long step) {
            this.step = step;
        }

        /** What does not exist yet (NaN) is left out. */
        Moment add(String tag, double number) {
            if (!Double.isNaN(number)) {
                records.writeBytes(TensorBoardEvents.scalar(wallTime, step, tag, number));
            }
            return this;
        }

        /** One without values is left out. */
        Moment add(String tag, Histogram values) {
            List<Histogram.Bucket> buckets = values.buckets();
            if (!buckets.isEmpty()) {
                records.writeBytes(TensorBoardEvents.histogram(wallTime, step, tag, buckets));
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
        maxQs.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        file.load(in);
        maxQs.load(in);
    }

    @Override
    public void close() {
        file.close();
    }
}
