package dqn.metrics;

import static dqn.metrics.MetricSamples.episode;
import static dqn.metrics.MetricSamples.evaluation;
import static dqn.metrics.MetricSamples.progress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.metrics.EpisodeMetrics.Mode;
import dqn.metrics.TensorBoardFile.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardSinkTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_500L));

    private static final Map<String, String> TEXTS =
            Map.of("run/configuration", "game: pong\nagent:\n  discount: 0.99\n");

    @TempDir
    Path directory;

    private long nanos;

    private TensorBoardSink open(Opening opening) {
        return new TensorBoardSink(directory, opening, CLOCK, () -> nanos, Optional.of("Breakout-v0"), TEXTS);
    }

    private static Value value(long step, String tag, Object content) {
        return new Value(1_700_000_000.5, step, tag, content);
    }

    private List<Value> values() throws IOException {
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
        assertThat(values())
                .containsExactly(
                        value(0, "run/configuration", "    game: pong\n    agent:\n      discount: 0.99\n"),
                        value(20_000, "train/score_mean_100", 372.5f),
                        value(20_000, "train/loss", 0.2f),
                        value(20_000, "train/mean_max_q", 2e-9f),
                        value(20_000, "train/epsilon", 0.5f),
                        value(3_000, "episode/score", 215f),
                        value(3_000, "episode/clipped_return", 21f),
                        value(3_000, "episode/length", 812f),
                        value(3_000, "episode/mean_max_q", 1.5f),
                        value(3_000, "episode/mean_loss", 0.0123f),
                        value(3, "Breakout-v0/Total_Reward/Episode", 21f),
                        value(3, "Breakout-v0/Average_Max_Q/Episode", 1.5f),
                        value(3, "Breakout-v0/Duration/Episode", 812f),
                        value(3, "Breakout-v0/Average_Loss/Episode", 0.0123f),
                        value(40_000, "evaluation/mean_score", 300.5f),
                        value(40_000, "evaluation/score_standard_deviation", 120.25f));
    }

    @Test
    void leavesOutWhatDoesNotExistYetAndTheCourseTagsBeforeLearning() throws IOException {
        try (TensorBoardSink sink = open(Opening.CREATE)) {
            sink.onProgress(progress(1));
            sink.onEpisode(episode(1, Mode.RANDOM));
            sink.onEpisode(new EpisodeMetrics(2, 8_000, 2_000, 0, 812, 215, 21, 0.1, 1.5, Double.NaN, Mode.EXPLORE));
        }
        assertThat(values())
                .extracting(Value::tag)
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
        assertThat(values()).extracting(Value::step).containsExactly(0L, 10_000L, 10_000L, 30_000L, 30_000L);
    }

    @Test
    void countsTheLargestValuesSinceTheProgressBefore() throws IOException {
        try (TensorBoardSink sink = open(Opening.CREATE)) {
            sink.onUpdate(new double[] {1, -2});
            sink.onUpdate(new double[] {1.03});
            sink.onProgress(progress(1));
            sink.onProgress(progress(2)); // without an update
            sink.onUpdate(new double[] {64});
            sink.onProgress(progress(3));
        }
        assertThat(values())
                .filteredOn(value -> value.tag().equals("train/max_q"))
                .containsExactly(
                        value(
                                10_000,
                                "train/max_q",
                                List.of(List.of(-2.0625f, -2f, 1f), List.of(-2f, 1f, 0f), List.of(1f, 1.03125f, 2f))),
                        value(30_000, "train/max_q", List.of(List.of(64f, 66f, 1f))));
    }

    @Test
    void goesOnCountingAfterAResume() throws IOException {
        byte[] checkpoint;
        try (TensorBoardSink sink = open(Opening.CREATE)) {
            sink.onUpdate(new double[] {1, 64});
            checkpoint = MetricSamples.saved(sink);
            sink.onUpdate(new double[] {32});
            sink.onProgress(progress(1));
        }
        try (TensorBoardSink sink = open(Opening.RESUME)) {
            MetricSamples.load(sink, checkpoint);
            sink.onUpdate(new double[] {1});
            sink.onProgress(progress(1));
        }
        assertThat(values())
                .contains(value(
                        10_000,
                        "train/max_q",
                        List.of(List.of(1f, 1.03125f, 2f), List.of(1.03125f, 64f, 0f), List.of(64f, 66f, 1f))));
    }

    @Test
    void tellsTheSpeedOnceItIsKnown() throws IOException {
        try (TensorBoardSink sink = open(Opening.CREATE)) {
            sink.onProgress(progress(1));
            nanos += 20_000_000_000L;
            sink.onProgress(progress(2));
        }
        assertThat(values())
                .filteredOn(value -> value.tag().startsWith("timing/"))
                .containsExactly(value(20_000, "timing/agent_steps_per_second", 500f));
    }

    /** Skipped where {@code scripts/install-tensorboard} has installed none. */
    @Test
    void theRealTensorBoardReadsIt() throws IOException, InterruptedException {
        String python = "target/tensorboard/bin/python";
        assumeTrue(Files.exists(Path.of(python)), "no TensorBoard here");
        try (TensorBoardSink sink = open(Opening.CREATE)) {
            for (int n = 1; n <= 3; n++) {
                sink.onUpdate(new double[] {n, -2});
                sink.onProgress(progress(n));
                sink.onEpisode(episode(n, n == 1 ? Mode.RANDOM : Mode.EXPLORE));
            }
        }
        Path script = directory.resolve("read.py");
        Files.writeString(script, """
                import sys
                from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
                from tensorboard.util.tensor_util import make_ndarray
                events = EventAccumulator(sys.argv[1]).Reload()
                for tag in sorted(events.Tags()["scalars"]):
                    print(tag, *(f"{event.step}:{event.value:.4f}" for event in events.Scalars(tag)))
                for plugin in "text", "histograms":
                    for tag in events.PluginTagToContent(plugin):
                        for event in events.Tensors(tag):
                            print(plugin, tag, event.step, make_ndarray(event.tensor_proto).tolist())
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
                        "train/score_mean_100 20000:372.5000 30000:558.7500",
                        "text run/configuration 0 b'    game: pong\\n    agent:\\n      discount: 0.99\\n'",
                        "histograms train/max_q 10000 [[-2.0625, -2.0, 1.0], [-2.0, 1.0, 0.0], [1.0, 1.03125, 1.0]]",
                        "histograms train/max_q 20000 [[-2.0625, -2.0, 1.0], [-2.0, 2.0, 0.0], [2.0, 2.0625, 1.0]]",
                        "histograms train/max_q 30000 [[-2.0625, -2.0, 1.0], [-2.0, 3.0, 0.0], [3.0, 3.0625, 1.0]]");
    }
}
