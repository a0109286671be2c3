package dqn.metrics;

import static dqn.metrics.MetricSamples.episode;
import static dqn.metrics.MetricSamples.evaluation;
import static dqn.metrics.MetricSamples.progress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.metrics.EpisodeMetrics.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSinkTest {
    @TempDir
    Path directory;

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    @Test
    void writesARowPerEventAtOnce() throws IOException {
        try (CsvSink sink = new CsvSink(directory, Opening.CREATE)) {
            sink.onProgress(progress(1));
            sink.onProgress(progress(3));
            sink.onEpisode(episode(2, Mode.RANDOM));
            sink.onEvaluation(evaluation(1));

            assertThat(text("metrics.csv")).isEqualTo("""
                            frame_count,agent_step_count,learner_update_count,episode_count,epsilon,mean_score_100,loss,mean_max_q
                            40000,10000,2500,7,1.0,,0.1,1.0E-9
                            120000,30000,7500,21,0.3333333333333333,558.75,0.30000000000000004,3.0000000000000004E-9
                            """);
            assertThat(Files.readAllLines(directory.resolve("episodes.csv")))
                    .containsExactly(
                            "episode_count,frame_count,agent_step_count,learner_update_count,length_agent_steps,score,"
                                    + "clipped_return,epsilon,mean_max_q,mean_loss,mode",
                            "2,8000,2000,0,812,215.0,21.0,0.875,1.5,,random");
            assertThat(text("evaluations.csv")).isEqualTo("""
                            frame_count,agent_step_count,evaluated_episodes,mean_score,score_standard_deviation
                            40000,10000,30,300.5,120.25
                            """);
        }
    }

    @Test
    void numbersDoNotDependOnTheLocaleAndAreTheShortest() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try (CsvFile file = new CsvFile(directory.resolve("numbers.csv"), Opening.CREATE, "a", "b", "c")) {
            // Java 17 itself writes 2e23 as 1.9999999999999998E23.
            file.row(Double.parseDouble("2e23"), 6.25e-5, 1_234_567.5);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(text("numbers.csv")).isEqualTo("a,b,c\n2.0E23,6.25E-5,1234567.5\n");
    }

    @Test
    void aResumedRunGivesTheSameBytesAsAnUninterruptedOne() throws IOException {
        Path whole = Files.createDirectory(directory.resolve("whole"));
        try (CsvSink sink = new CsvSink(whole, Opening.CREATE)) {
            for (int n = 1; n <= 5; n++) {
                sink.onProgress(progress(n));
                sink.onEpisode(episode(n, Mode.EXPLORE));
            }
        }
        byte[] checkpoint;
        try (CsvSink sink = new CsvSink(directory, Opening.CREATE)) {
            sink.onProgress(progress(1));
            sink.onEpisode(episode(1, Mode.EXPLORE));
            sink.onProgress(progress(2));
            checkpoint = MetricSamples.saved(sink);
            sink.onEpisode(episode(2, Mode.EXPLORE));
            sink.onProgress(progress(3));
            sink.onEvaluation(evaluation(3));
        }
        try (CsvSink sink = new CsvSink(directory, Opening.RESUME)) {
            MetricSamples.load(sink, checkpoint);
            sink.onEpisode(episode(2, Mode.EXPLORE));
            for (int n = 3; n <= 5; n++) {
                sink.onProgress(progress(n));
                sink.onEpisode(episode(n, Mode.EXPLORE));
            }
        }
        for (String name : new String[] {"metrics.csv", "episodes.csv", "evaluations.csv"}) {
            assertThat(directory.resolve(name)).as(name).hasSameBinaryContentAs(whole.resolve(name));
        }
    }

    @Test
    void refusesToOverwriteAnEarlierRunUnlessToldTo() throws IOException {
        new CsvSink(directory, Opening.CREATE).close();
        assertThatThrownBy(() -> new CsvSink(directory, Opening.CREATE))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("metrics.csv belongs to an earlier run: resume that run");
        try (CsvSink sink = new CsvSink(directory, Opening.REPLACE)) {
            sink.onProgress(progress(1));
        }
        try (CsvSink sink = new CsvSink(directory, Opening.REPLACE)) {
            sink.onProgress(progress(2));
        }
        assertThat(Files.readAllLines(directory.resolve("metrics.csv"))).hasSize(2);
    }

    @Test
    void refusesToResumeWithoutItsCheckpointOrWithAFileThatLostRows() throws IOException {
        byte[] checkpoint;
        try (CsvSink sink = new CsvSink(directory, Opening.CREATE)) {
            sink.onProgress(progress(1));
            checkpoint = MetricSamples.saved(sink);
        }
        try (CsvSink sink = new CsvSink(directory, Opening.RESUME)) {
            assertThatThrownBy(() -> sink.onProgress(progress(2))).isInstanceOf(IllegalStateException.class);
            Files.writeString(directory.resolve("metrics.csv"), "short\n");
            assertThatThrownBy(() -> MetricSamples.load(sink, checkpoint))
                    .isInstanceOf(DqnException.class)
                    .hasMessageContaining("metrics.csv has 6 bytes where the checkpoint was made after");
        }
    }
}
