package dqn.training;

import dqn.agent.Counters;
import dqn.checkpoint.Checkpoint;
import dqn.checkpoint.CheckpointManifest;
import dqn.checkpoint.CheckpointStore;
import dqn.checkpoint.CheckpointWriter;
import dqn.core.Checkpointable;
import dqn.core.Frozen;
import dqn.network.ModelFormat;
import dqn.network.ModelSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Saves a run every so many frames or so much time, and remembers which checkpoint was the best: the one with the
 * highest mean score of the last 100 games.
 *
 * <p>The run only stands still while its state is taken hold of; another thread writes it. A checkpoint that is due by
 * time waits for the one before; one that is due by frames makes the run wait, so that it is always at the same frame.
 */
public final class RunCheckpoints implements StepObserver, AutoCloseable {
    /** The file in a checkpoint that holds the model. */
    public static final String MODEL = "model.zip";

    private static final String QUALITY = "meanScore100";

    private final TrainingRun run;
    private final CheckpointConfig config;
    private final ModelFormat format;
    private final CheckpointWriter writer;
    private final LongSupplier nanoClock;
    private final BackgroundTask writing = new BackgroundTask("checkpoints");
    private double bestQuality;
    private long savedFrameCount;
    private long savedNanos;

    /**
     * For a run that stands where it begins or goes on.
     *
     * @param format writes the model
     * @param nanoClock nanoseconds from any fixed moment, as {@link System#nanoTime}
     */
    public RunCheckpoints(
            TrainingRun run, CheckpointConfig config, ModelFormat format, Path runDirectory, LongSupplier nanoClock) {
        this.run = run;
        this.config = config;
        this.format = format;
        this.writer = new CheckpointWriter(runDirectory, config.keep());
        this.nanoClock = nanoClock;
        this.bestQuality = new CheckpointStore(runDirectory)
                .best()
                .map(RunCheckpoints::quality)
                .orElse(Double.NEGATIVE_INFINITY);
        this.savedFrameCount = run.counters().frameCount;
        this.savedNanos = nanoClock.getAsLong();
    }

    private static double quality(Checkpoint checkpoint) {
        return Double.parseDouble(checkpoint.manifest().metadata().get(QUALITY));
    }

    @Override
    public void atBoundary() throws IOException {
        if (isDueByFrames() || (writing.isDone() && isDueByTime())) {
            begin();
        } else if (writing.isDone()) {
            writing.await(); // lest a failure is only heard of when the next one is due
        }
    }

    private boolean isDueByFrames() {
        long frames = run.counters().frameCount - savedFrameCount;
        return config.everyFrames().isPresent()
                && frames >= config.everyFrames().getAsLong();
    }

    private boolean isDueByTime() {
        long nanos = nanoClock.getAsLong() - savedNanos;
        return config.everyDuration().isPresent()
                && nanos >= config.everyDuration().get().toNanos();
    }

    /** Saves the run as it is now, if anything has happened since it was saved last; returns when all is on the disk. */
    public void finish() throws IOException {
        if (run.counters().frameCount > savedFrameCount) {
            begin();
        }
        writing.await();
    }

    /** Saves the run as it is now; returns when it is on the disk. */
    public void save() throws IOException {
        begin();
        writing.await();
    }

    /** Takes hold of the run as it is now, and has it written while the run goes on. */
    public void begin() throws IOException {
        writing.await();
        Counters counters = run.counters();
        OptionalDouble quality = run.loop().quality();
        boolean best = quality.isPresent() && quality.getAsDouble() > bestQuality;
        Map<String, String> metadata = new LinkedHashMap<>();
        quality.ifPresent(score -> metadata.put(QUALITY, Double.toString(score)));
        long frameCount = counters.frameCount;
        Map<String, Long> counts = counts(counters);
        Supplier<ModelSnapshot> model = run.captureModel();
        Map<String, Frozen> parts = freeze(run.parts());
        writing.start(() -> {
            try {
                CheckpointManifest facts = CheckpointManifest.of(frameCount, counts, metadata); // loads much, once
                writer.write(facts, parts, Map.of(MODEL, file -> format.write(file, model.get())), best);
            } finally {
                parts.values().forEach(Frozen::close);
            }
        });
        if (best) {
            bestQuality = quality.getAsDouble();
        }
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

    private static Map<String, Long> counts(Counters counters) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("agentStepCount", counters.agentStepCount);
        counts.put("learnerUpdateCount", counters.learnerUpdateCount);
        counts.put("episodeCount", counters.episodeCount);
        counts.put("iterationCount", counters.iterationCount);
        return counts;
    }
}
