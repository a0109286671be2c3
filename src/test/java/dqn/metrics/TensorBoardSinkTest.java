package dqn.metrics;

import static dqn.metrics.MetricSamples.episode;
import static dqn.metrics.MetricSamples.evaluation;
import static dqn.metrics.MetricSamples.progress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.metrics.EpisodeMetrics.Mode;
import dqn.metrics.TensorBoardFile.Scalar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardSinkTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_500L));

    @TempDir
    Path directory;

    private TensorBoardSink open(Opening opening) {
        return new TensorBoardSink(directory, opening, CLOCK, Optional.of("Breakout-v0"));
    }

    private List<Scalar> scalars() throws IOException {
        return TensorBoardFile.read(directory.resolve("events.out.tfevents.dqn"));
    }

    /** The test vector of RFC 3720 B.4, masked as TensorFlow's crc32c.h does. */
    @Test
    void checksumIsTheMaskedCastagnoliOne() {
        int crc = 0x8a9136aa; // of 32 bytes of zero
        assertThat(TensorBoardEvents.maskedCrc(new byte[32])).isEqualTo(((crc >>> 15) | (crc << 17)) + 0xa282ead8);
    }

    @Test
    void everyEventReadsBackWithItsChecksums() throws IOException {
        try (TensorBoardSink sink = open(Opening.CREATE)) {
            sink.onProgress(progress(2));
            sink.onEpisode(episode(3, Mode.EXPLORE));
            sink.onEvaluation(evaluation(4));
        }
        assertThat(scalars())
                .containsExactly(
                        new Scalar(1_700_000_000.5, 20_000, "train/score_mean_100", 372.5f),
                        new Scalar(1_700_000_000.5, 20_000, "train/loss", 0.2f),
                        new Scalar(1_700_000_000.5, 20_000, "train/mean_max_q", 2e-9f),
                        new Scalar(1_700_000_000.5, 20_000, "train/epsilon", 0.5f),
                        new Scalar(1_700_000_000.5, 3_000, "episode/score", 215),
                        new Scalar(1_700_000_000.5, 3_000, "episode/clipped_return", 21),
                        new Scalar(1_700_000_000.5, 3_000, "episode/length", 812),
                        new Scalar(1_700_000_000.5, 3_000, "episode/mean_max_q", 1.5f),
                        new Scalar(1_700_000_000.5, 3_000, "episode/mean_loss", 0.0123f),
                        new Scalar(1_700_000_000.5, 3, "Breakout-v0/Total_Reward/Episode", 21),
                        new Scalar(1_700_000_000.5, 3, "Breakout-v0/Average_Max_Q/Episode", 1.5f),
                        new Scalar(1_700_000_000.5, 3, "Breakout-v0/Duration/Episode", 812),
                        new Scalar(1_700_000_000.5, 3, "Breakout-v0/Average_Loss/Episode", 0.0123f),
                        new Scalar(1_700_000_000.5, 40_000, "evaluation/mean_score", 300.5f),
                        new Scalar(1_700_000_000.5, 40_000, "evaluation/score_standard_deviation", 120.25f));
    }

    @Test
    void leavesOutWhatDoesNotExistYetAndTheCourseTagsBeforeLearning() throws IOException {
        try (TensorBoardSink sink = open(Opening.CREATE)) {
            sink.onProgress(progress(1));
            sink.onEpisode(episode(1, Mode.RANDOM));
        }
        assertThat(scalars())
                .extracting(Scalar::tag)
                .doesNotContain("train/score_mean_100", "episode/mean_loss", "Breakout-v0/Total_Reward/Episode")
                .contains("train/loss", "episode/score");
    }

    @Test
    void aResumedRunGoesOnWhereTheCheckpointWas() throws IOException {
        byte[] checkpoint;
        try (TensorBoardSink sink = open(Opening.CREATE)) {
            sink.onEvaluation(evaluation(1));
            checkpoint = MetricSamples.saved(sink);
            sink.onEvaluation(evaluation(2));
        }
        try (TensorBoardSink sink = open(Opening.RESUME)) {
            MetricSamples.load(sink, checkpoint);
            sink.onEvaluation(evaluation(3));
        }
        assertThat(scalars()).extracting(Scalar::step).containsExactly(10_000L, 10_000L, 30_000L, 30_000L);
    }

    /** Skipped where no Python with TensorBoard is at hand; DQN_TENSORBOARD_PYTHON names one. */
    @Test
    void theRealTensorBoardReadsIt() throws IOException, InterruptedException {
        String python =
                Optional.ofNullable(System.getenv("DQN_TENSORBOARD_PYTHON")).orElse("python3");
        assumeTrue(runs(python, "-c", "import tensorboard"), python + " has no TensorBoard");
        try (TensorBoardSink sink = open(Opening.CREATE)) {
            for (int n = 1; n <= 3; n++) {
                sink.onProgress(progress(n));
                sink.onEpisode(episode(n, n == 1 ? Mode.RANDOM : Mode.EXPLORE));
            }
        }
        Path script = directory.resolve("read.py");
        Files.writeString(script, """
                import sys
                from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
                events = EventAccumulator(sys.argv[1]).Reload()
                for tag in sorted(events.Tags()["scalars"]):
                    print(tag, *(f"{event.step}:{event.value:.4f}" for event in events.Scalars(tag)))
                """);
        Process process = new ProcessBuilder(python, script.toString(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output.lines())
                .containsExactly(
                        "Breakout-v0/Average_Loss/Episode 2:0.0123 3:0.0123",
                        "Breakout-v0/Average_Max_Q/Episode 2:1.5000 3:1.5000",
                        "Breakout-v0/Duration/Episode 2:812.0000 3:812.0000",
                        "Breakout-v0/Total_Reward/Episode 2:21.0000 3:21.0000",
                        "episode/clipped_return 1000:21.0000 2000:21.0000 3000:21.0000",
                        "episode/length 1000:812.0000 2000:812.0000 3000:812.0000",
                        "episode/mean_loss 2000:0.0123 3000:0.0123",
                        "episode/mean_max_q 1000:1.5000 2000:1.5000 3000:1.5000",
                        "episode/score 1000:215.0000 2000:215.0000 3000:215.0000",
                        "train/epsilon 10000:1.0000 20000:0.5000 30000:0.3333",
                        "train/loss 10000:0.1000 20000:0.2000 30000:0.3000",
                        "train/mean_max_q 10000:0.0000 20000:0.0000 30000:0.0000",
                        "train/score_mean_100 20000:372.5000 30000:558.7500");
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
