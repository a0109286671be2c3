package dqn.training;

import dqn.agent.Counters;
import dqn.checkpoint.CheckpointManifest;
import dqn.checkpoint.CheckpointWriter;
import dqn.core.Checkpointable;
import dqn.core.DqnException;
import dqn.core.Frozen;
import dqn.metrics.Goal;
import dqn.network.ModelFormat;
import dqn.network.ModelSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves a run every so many frames or so much time. The best checkpoint is the one with the highest mean score of the last
 * 100 games.
 *
 * <p>The run only stands still while its state is taken hold of; another thread writes it. A checkpoint that is due by
 * time waits for the one before; one that is due by frames, at each multiple, makes the run wait, so that it is always at
 * the same frame, whatever was saved in between.
 *
 * <p>A run goes on though it cannot be saved: a full disk may be emptied before the next checkpoint is due. Only at its
 * end it fails over that.
 */
public final class RunCheckpoints implements StepObserver, AutoCloseable {
    /** The file in a checkpoint that holds the model. */
    public static final String MODEL = "model.zip";

    private static final String AGENT_STEPS = "agentStepCount";
    private static final String EPISODES = "episodeCount";
    private static final Logger LOG = LoggerFactory.getLogger(RunCheckpoints.class);

    private final TrainingRun run;
    private final CheckpointConfig config;
    private final ModelFormat format;
    private final Map<String, String> madeBy;
    private final CheckpointWriter writer;
    private final LongSupplier nanoClock;
    private final BackgroundTask writing = new BackgroundTask("checkpoints");
    private boolean failing;
    private long savedFrameCount;
    private long savedNanos;

    /**
     * For a run that stands where it begins or goes on.
     *
     * @param format writes the model
     * @param madeBy what computes the run, for those who go on with it elsewhere
     * @param nanoClock nanoseconds from any fixed moment, as {@link System#nanoTime}
     */
    public RunCheckpoints(
            TrainingRun run,
            CheckpointConfig config,
            ModelFormat format,
            Path runDirectory,
            Map<String, String> madeBy,
            LongSupplier nanoClock) {
        this.run = run;
        this.config = config;
        this.format = format;
        this.madeBy = Map.copyOf(madeBy);
        this.writer = new CheckpointWriter(runDirectory, config.keep());
        this.nanoClock = nanoClock;
        this.savedFrameCount = run.counters().frameCount;
        this.savedNanos = nanoClock.getAsLong();
    }

    @Override
    public void atBoundary() throws IOException {
        if (isDueByFrames() || (writing.isDone() && isDueByTime())) {
            goOn(); // before the next begins
            begin();
        } else if (writing.isDone()) {
            goOn(); // lest a failure is only heard of when the next one is due
        }
    }

    /** Waits for what is being written, and tells if that went wrong. */
    private void goOn() {
        try {
            writing.await();
        } catch (DqnException e) {
            failing = true;
            LOG.warn("{} Training goes on; the next checkpoint tries again.", e.getMessage());
        }
    }

    private boolean isDueByFrames() {
        if (config.everyFrames().isEmpty()) {
            return false;
        }
        long every = config.everyFrames().getAsLong();
        return run.counters().frameCount / every > savedFrameCount / every;
    }

    private boolean isDueByTime() {
        long nanos = nanoClock.getAsLong() - savedNanos;
        return config.everyDuration().isPresent()
                && nanos >= config.everyDuration().get().toNanos();
    }

    /**
     * Saves the run as it is now, if anything has happened since it was saved last; returns when all is on the disk.
     *
     * @throws DqnException if it cannot be saved
     */
    public void finish() throws IOException {
        goOn();
        if (failing || run.counters().frameCount > savedFrameCount) {
            save();
        }
    }

    /**
     * Saves the run as it is now; returns when it is on the disk.
     *
     * @throws DqnException if it cannot be saved
     */
    public void save() throws IOException {
        begin();
        writing.await();
    }

    /** Takes hold of the run as it is now, and has it written while the run goes on. */
    public void begin() throws IOException {
        writing.await();
        Counters counters = run.counters();
        OptionalDouble quality = run.loop().quality();
        long frameCount = counters.frameCount;
        Map<String, Long> counts = counts(counters);
        Supplier<ModelSnapshot> model = run.captureModel();
        Map<String, Frozen> parts = freeze(run.parts());
        writing.start(() -> {
            try {
                CheckpointManifest facts =
                        CheckpointManifest.of(frameCount, quality, counts, madeBy); // loads much, once
                writer.write(facts, parts, Map.of(MODEL, file -> format.write(file, model.get())));
            } finally {
                parts.values().forEach(Frozen::close);
            }
        });
        failing = false;
        savedFrameCount = frameCount;
        savedNanos = nanoClock.getAsLong();
    }

    private static Map<String, Frozen> freeze(Map<String, Checkpointable> parts) throws IOException {
        Map<String, Frozen> frozen = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Checkpointable> part : parts.entrySet()) {
                frozen.put(part.getKey(), part.getValue().freeze());
            }
            return frozen;
        } catch (IOException | RuntimeException e) {
            frozen.values().forEach(Frozen::close);
            throw e;
        }
    }

    /** Returns when nothing is being written any more. */
    @Override
    public void close() {
        writing.close();
    }

    /** How far a run had come when a checkpoint was taken, in this unit. */
    public static long reached(CheckpointManifest checkpoint, Goal.Unit unit) {
        return switch (unit) {
            case FRAMES -> checkpoint.frameCount();
            case AGENT_STEPS -> checkpoint.counters().getOrDefault(AGENT_STEPS, 0L);
            case EPISODES -> checkpoint.counters().getOrDefault(EPISODES, 0L);
        };
    }

    private static Map<String, Long> counts(Counters counters) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(AGENT_STEPS, counters.agentStepCount);
        counts.put("learnerUpdateCount", counters.learnerUpdateCount);
        counts.put(EPISODES, counters.episodeCount);
        counts.put("iterationCount", counters.iterationCount);
        return counts;
    }
}
