package dqn.live;

import dqn.core.ConfigException;
import dqn.core.DqnException;
import dqn.report.GroupCurves;
import dqn.report.Published;
import dqn.report.ReportedRun;
import dqn.report.RunFinder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All runs that the paths somebody watches lead to, those among them that begin later. */
final class WatchedRuns {
    /** More lines nobody tells apart, and their points would keep browsers busy. */
    static final int MOST_CURVES = 32;

    private static final Logger LOG = LoggerFactory.getLogger(WatchedRuns.class);

    private final List<Path> paths;
    private final InstantSource clock;
    private final Published published = Published.load();
    private final Map<Path, WatchedRun> runs = new TreeMap<>();
    private final Set<Path> leftOut = new HashSet<>();

    /** Runs, or folders of runs. */
    WatchedRuns(List<Path> paths, InstantSource clock) {
        this.paths = paths;
        this.clock = clock;
    }

    /**
     * Looks for new runs and what the others have come to.
     *
     * @return whether there is anything new
     * @throws DqnException if a path leads to no run
     */
    boolean refresh() {
        Set<Path> found = new TreeSet<>();
        paths.forEach(path -> RunFinder.directories(path).forEach(run -> found.add(key(run))));
        boolean changed = runs.keySet().retainAll(found);
        for (Path path : found) {
            changed |= begin(path);
        }
        for (WatchedRun run : runs.values()) {
            changed |= run.hasNews();
        }
        return changed;
    }

    private static Path key(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Whether there is a run that was not there before. */
    private boolean begin(Path path) {
        WatchedRun known = runs.get(path);
        if (known != null && known.isCurrent()) {
            return false;
        }
        try {
            runs.put(path, new WatchedRun(path, clock));
            return true;
        } catch (ConfigException e) {
            if (leftOut.add(path)) {
                LOG.warn("Left out {}: {}", path, e.getMessage());
            }
            return false;
        }
    }

    /** Where each stands, in the order of their paths. */
    List<Map<String, Object>> table() {
        return runs.values().stream().map(run -> run.status().toMap()).toList();
    }

    /** The curves of those that moved last, as far as there is room. */
    Map<String, Object> curves() {
        List<ReportedRun> shown = runs.values().stream()
                .sorted(Comparator.comparing(WatchedRun::lastNews).reversed())
                .limit(MOST_CURVES)
                .map(WatchedRun::curves)
                .sorted(Comparator.comparing(ReportedRun::path))
                .toList();
        shown.forEach(ReportedRun::refresh);
        return Map.of("groups", GroupCurves.of(shown, published), "leftOut", runs.size() - shown.size());
    }
}
