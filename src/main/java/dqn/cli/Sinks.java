package dqn.cli;

import dqn.metrics.CsvSink;
import dqn.metrics.EpisodeLogSink;
import dqn.metrics.EvaluationLogSink;
import dqn.metrics.Goal;
import dqn.metrics.LogSink;
import dqn.metrics.MetricSink;
import dqn.metrics.MetricSinks;
import dqn.metrics.Opening;
import dqn.metrics.ProgressBarSink;
import dqn.metrics.TensorBoardSink;
import dqn.metrics.TimingSink;
import dqn.metrics.WarningSink;
import dqn.report.Published;
import dqn.report.PublishedProtocol;
import dqn.report.RandomScores;
import dqn.report.VerdictSink;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import dqn.training.RunManifest;
import dqn.training.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Chooses who watches a run. */
final class Sinks {
    private Sinks() {}

    /** The run's files, and a progress bar on a terminal or log lines elsewhere. */
    static MetricSink of(
            RunConfig config, RunManifest manifest, RunDirectory directory, Opening opening, Console console) {
        Path path = directory.path();
        Map<String, MetricSink> sinks = new LinkedHashMap<>();
        sinks.put("csv", new CsvSink(path, opening));
        sinks.put("timing", new TimingSink(path, opening, System::nanoTime));
        sinks.put(
                "tensorboard",
                new TensorBoardSink(
                        path,
                        opening,
                        InstantSource.system(),
                        System::nanoTime,
                        config.logging().tensorBoardPrefix(config.game()),
                        texts(config, manifest)));
        if (config.logging().episodeLine()) {
            sinks.put("episodes", new EpisodeLogSink(config.reward().clip().isPresent()));
        }
        sinks.put("evaluations", new EvaluationLogSink());
        OptionalDouble random =
                new RandomScores().of(config.game(), config.environment().maxEpisodeFrames());
        sinks.put("warnings", new WarningSink(config.valueBound(), random));
        PublishedProtocol protocol = PublishedProtocol.of(Published.load(), Settings.of(config));
        if (protocol.applies() && manifest.init().equals(RunManifest.OWN)) { // published agents begin from nothing
            sinks.put("verdicts", new VerdictSink(protocol, opening));
        }
        Goal goal = config.goal();
        sinks.put(
                "progress",
                console.isTerminal()
                        ? new ProgressBarSink(console.status(), console::columns, goal, System::nanoTime)
                        : new LogSink(goal, System::nanoTime));
        return new MetricSinks(sinks);
    }

    private static Map<String, String> texts(RunConfig config, RunManifest manifest) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("run/configuration", ConfigLoader.toYaml(config));
        texts.put("run/manifest", manifest.toJson());
        return texts;
    }
}
