package dqn.training;

import dqn.agent.Counters;
import dqn.checkpoint.Checkpoint;
import dqn.checkpoint.CheckpointManifest;
import dqn.checkpoint.CheckpointStore;
import dqn.checkpoint.CheckpointWriter;
import dqn.network.ModelFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Saves a run every so many frames or so much time, and remembers which checkpoint was the best: the one with the
 * highest mean score of the last 100 games.
 */
public final class RunCheckpoints implements StepObserver {
    /** The file in a checkpoint that holds the model. */
    public static final String MODEL = "model.zip";

    private static final String QUALITY = "meanScore100";

    private final TrainingRun run;
    private final CheckpointConfig config;
    private final ModelFormat format;
    private final CheckpointWriter writer;
    private final LongSupplier nanoClock;
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
        if (isDue()) {
            save();
        }
    }

    private boolean isDue() {
        long frames = run.counters().frameCount - savedFrameCount;
        long nanos = nanoClock.getAsLong() - savedNanos;
        return (config.everyFrames().isPresent()
                        && frames >= config.everyFrames().getAsLong())
                || (config.everyDuration().isPresent()
                        && nanos >= config.everyDuration().get().toNanos());
    }

    /** Saves the run as it is now, if anything has happened since it was saved last. */
    public void finish() throws IOException {
        if (run.counters().frameCount > savedFrameCount) {
            save();
        }
    }

    /** Saves the run as it is now. */
    public void save() {
        Counters counters = run.counters();
        OptionalDouble quality = run.loop().quality();
        boolean best = quality.isPresent() && quality.getAsDouble() > bestQuality;
        Map<String, String> metadata = new LinkedHashMap<>();
        quality.ifPresent(score -> metadata.put(QUALITY, Double.toString(score)));
        writer.write(
                CheckpointManifest.of(counters.frameCount, counts(counters), metadata),
                run.parts(),
                Map.of(MODEL, file -> format.write(file, run.model())),
                best);
        if (best) {
            bestQuality = quality.getAsDouble();
        }
        savedFrameCount = counters.frameCount;
        savedNanos = nanoClock.getAsLong();
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
