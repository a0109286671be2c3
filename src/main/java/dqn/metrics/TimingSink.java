package dqn.metrics;

import dqn.core.SavedState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * {@code timing.csv}: speed and time at every progress. Apart from TensorBoard's times the only file with anything from
 * the clock in it. The time of a resumed run goes on from its checkpoint; what was lost after that is not counted.
 */
public final class TimingSink implements MetricSink {
    /** The file. */
    public static final String TIMING = "timing.csv";

    private static final double NANOS_PER_SECOND = 1e9;

    private final CsvFile timing;
    private final LongSupplier nanoClock;
    private final StepRateTracker frames;
    private final StepRateTracker agentSteps;
    private long startNanos;

    /**
     * Opens the file in a directory that exists.
     *
     * @param nanoClock nanoseconds from any fixed moment, as {@link System#nanoTime}
     */
    public TimingSink(Path directory, Opening opening, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        timing = new CsvFile(
                directory.resolve(TIMING),
                opening,
                "frame_count",
                "agent_step_count",
                "elapsed_seconds",
                "frames_per_second",
                "agent_steps_per_second");
        frames = new StepRateTracker(nanoClock);
        agentSteps = new StepRateTracker(nanoClock);
        startNanos = nanoClock.getAsLong();
    }

    @Override
    public void onSteps(long frameCount, long agentStepCount) {
        frames.update(frameCount);
        agentSteps.update(agentStepCount);
    }

    @Override
    public void onProgress(ProgressMetrics progress) {
        onSteps(progress.frameCount(), progress.agentStepCount());
        timing.row(
                progress.frameCount(),
                progress.agentStepCount(),
                elapsedNanos() / NANOS_PER_SECOND,
                frames.perSecond(),
                agentSteps.perSecond());
    }

    private long elapsedNanos() {
        return nanoClock.getAsLong() - startNanos;
    }

    @Override
    public void sync() throws IOException {
        timing.sync();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        timing.save(out);
        out.writeLong(elapsedNanos());
    }

    @Override
    public void load(DataInput in) throws IOException {
        timing.load(in);
        long elapsed = in.readLong();
        SavedState.require(elapsed >= 0, "a run of " + elapsed + " nanoseconds was saved");
        startNanos = nanoClock.getAsLong() - elapsed;
    }

    @Override
    public void close() {
        timing.close();
    }
}
