package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.Logged;
import dqn.metrics.EpisodeLogSink;
import dqn.metrics.EpisodeMetrics;
import dqn.metrics.EvaluationLogSink;
import dqn.metrics.EvaluationMetrics;
import dqn.metrics.MetricSink;
import dqn.metrics.Opening;
import dqn.metrics.ProgressMetrics;
import dqn.metrics.WarningSink;
import dqn.report.VerdictSink;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import dqn.training.RunManifest;
import dqn.training.SampleManifest;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who watches a run of a published protocol whose agent fails. */
class SinksTest {
    private static final RunConfig CONFIG =
            new ConfigLoader().resolvePreset("dopamine", List.of("game=space_invaders", "logging.episodeLine=true"));

    @TempDir
    private Path folder;

    /** A million frames. */
    private void run(String name, RunManifest manifest) throws Exception {
        RunDirectory directory = new RunDirectory(Files.createDirectory(folder.resolve(name)));
        try (Console console = new Console(new PrintWriter(Writer.nullWriter()));
                MetricSink sinks = Sinks.of(CONFIG, manifest, directory, Opening.CREATE, console)) {
            for (long steps = 2_500; steps <= 250_000; steps += 2_500) {
                sinks.onEpisode(
                        new EpisodeMetrics(1, 4 * steps, steps, 1, 9, 0, 0, 0.01, 1, 1, EpisodeMetrics.Mode.EXPLOIT));
                sinks.onProgress(new ProgressMetrics(4 * steps, steps, 1, 1, 0.01, 0, 1, 1));
            }
            sinks.onEvaluation(new EvaluationMetrics(1_000_000, 250_000, 30, 0, 0));
        }
    }

    @Test
    void warnJudgeAndTellOfGamesAndEvaluations() throws Exception {
        try (Logged warnings = new Logged(WarningSink.class);
                Logged verdicts = new Logged(VerdictSink.class);
                Logged episodes = new Logged(EpisodeLogSink.class);
                Logged evaluations = new Logged(EvaluationLogSink.class)) {
            run("own", SampleManifest.OF_NOTHING);
            assertThat(warnings.lines()).singleElement().asString().startsWith("Scores are below chance");
            assertThat(verdicts.lines()).singleElement().asString().startsWith("Behind the published DQN");
            assertThat(episodes.lines()).hasSize(100);
            assertThat(evaluations.lines()).hasSize(1);
        }
    }

    /** Published agents begin from nothing. */
    @Test
    void judgeNoAgentThatBeganWithWeightsOfAnother() throws Exception {
        try (Logged verdicts = new Logged(VerdictSink.class)) {
            run("init", SampleManifest.OF_NOTHING.beginningWith(new float[] {1}));
            assertThat(verdicts.lines()).isEmpty();
        }
    }
}
