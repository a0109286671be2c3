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
    private ReportedRun curves;
    private boolean isRead;
    private Instant news = Instant.EPOCH;

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
        curves = ReportedRun.follow(path, config);
    }

    /** Whether it is still the same run: one that is made longer has another configuration; one out of reach has none. */
    boolean isCurrent() {
        long now = directory.config().toFile().lastModified();
        return now == 0 || now == configured;
    }

    /** Looks whether anything was written since this was asked before. */
    boolean hasNews() {
        Instant before = news;
        news = Instant.ofEpochMilli(LongStream.of(
                        configured,
                        modified(directory.metrics()),
                        modified(directory.episodes()),
                        modified(directory.timing()),
                        modified(directory.log()))
                .max()
                .orElseThrow());
        return !news.equals(before);
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }

    /** When any of its files was written last, as far as was looked. */
    Instant news() {
        return news;
    }

    /** Its curves, as far as they have been read. */
    ReportedRun curves() {
        return curves;
    }

    /** Its curves, with what they have grown by. */
    ReportedRun readCurves() {
        curves.refresh();
        isRead = true;
        return curves;
    }

    /** Gives back the memory of its curves: who asks for them again reads them from their beginning. */
    void forgetCurves() {
        if (isRead) {
            curves = ReportedRun.follow(directory.path(), config);
            isRead = false;
        }
    }

    /** Where it stands now, under this name. */
    RunStatus status(String name) {
        return new RunStatus(
                name, config, LastRow.of(directory.metrics()), LastRow.of(directory.timing()), news, clock.instant());
    }
}
