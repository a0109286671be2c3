package dqn.metrics;

import static dqn.metrics.MetricSamples.progress;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimingSinkTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path directory;

    private long nanos = 5 * SECOND;

    @Test
    void timeGoesOnFromTheCheckpoint() throws IOException {
        byte[] checkpoint;
        try (TimingSink sink = new TimingSink(directory, Opening.CREATE, () -> nanos)) {
            sink.onSteps(0, 0);
            nanos += 20 * SECOND;
            sink.onProgress(progress(1));
            nanos += 5 * SECOND;
            checkpoint = MetricSamples.saved(sink);
            nanos += 15 * SECOND;
            sink.onProgress(progress(2));
        }
        nanos = 0;
        try (TimingSink sink = new TimingSink(directory, Opening.RESUME, () -> nanos)) {
            MetricSamples.load(sink, checkpoint);
            nanos += 10 * SECOND;
            sink.onProgress(progress(2));
        }
        assertThat(Files.readAllLines(directory.resolve("timing.csv")))
                .containsExactly(
                        "frame_count,agent_step_count,elapsed_seconds,frames_per_second,agent_steps_per_second",
                        "40000,10000,20.0,2000.0,500.0",
                        "80000,20000,35.0,,");
    }
}
