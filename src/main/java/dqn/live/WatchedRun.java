package dqn.live;

import dqn.report.ReportedRun;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;

/** A run that is looked at again and again, only by reading its files. */
final class WatchedRun {
    private final RunDirectory directory;
    private final InstantSource clock;
    private final RunConfig config;
    private final long configured;
    private final ReportedRun curves;
    private Instant news = Instant.MIN;

    /**
     * Begins to watch.
     *
     * @throws dqn.core.ConfigException if its configuration cannot be read
     */
    WatchedRun(Path path, InstantSource clock) {
        directory = new RunDirectory(path);
        this.clock = clock;
        configured = directory.config().toFile().lastModified();
        config = new ConfigLoader().resolveFile(directory.config(), List.of());
        curves = ReportedRun.follow(path);
    }

    /** Whether it is still the same run: one that is made longer has another configuration. */
    boolean isCurrent() {
        return directory.config().toFile().lastModified() == configured;
    }

    /** When any of its files was written last. */
    Instant lastNews() {
        return Instant.ofEpochMilli(LongStream.of(
                        configured,
                        modified("metrics.csv"),
                        modified("episodes.csv"),
                        modified("timing.csv"),
                        modified("train.log"))
                .max()
                .orElseThrow());
    }

    private long modified(String name) {
        return directory.path().resolve(name).toFile().lastModified();
    }

    /** Whether anything was written since this was asked before. */
    boolean hasNews() {
        Instant before = news;
        news = lastNews();
        return !news.equals(before);
    }

    /** Its curves, as far as they have been read. */
    ReportedRun curves() {
        return curves;
    }

    /** Where it stands now. */
    RunStatus status() {
        Path path = directory.path();
        return new RunStatus(
                curves.name(),
                config.game(),
                config.seed(),
                config.goal(),
                LastRow.of(path.resolve("metrics.csv")),
                LastRow.of(path.resolve("timing.csv")),
                lastNews(),
                clock.instant());
    }
}
