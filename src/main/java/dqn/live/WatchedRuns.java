package dqn.live;

import dqn.core.ConfigException;
import dqn.core.DqnException;
import dqn.report.GroupCurves;
import dqn.report.Published;
import dqn.report.ReportedRun;
import dqn.report.RunFinder;
import dqn.report.RunNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
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
    /** Where more runs go on than that, those that moved last are others at each look: of so many the tables stay read. */
    private static final int MOST_READ = 3 * MOST_CURVES;

    private static final Logger LOG = LoggerFactory.getLogger(WatchedRuns.class);

    private final List<Path> paths;
    private final InstantSource clock;
    private final Published published = Published.load();
    private final Map<Path, WatchedRun> runs = new TreeMap<>();
    /** What the runs are called, and what sets those of a sweep apart. */
    private Map<Path, String> names = Map.of();

    private Map<Path, String> settings = Map.of();
    /** What could not be read at the last look, and why. */
    private Map<Path, String> troubles = Map.of();

    /** Runs, or folders of runs. */
    WatchedRuns(List<Path> paths, InstantSource clock) {
        this.paths = paths.stream().map(WatchedRuns::key).toList();
        this.clock = clock;
    }

    private static Path key(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /**
     * Looks for new runs and what the others have come to. What cannot be read, a whole folder or one run, keeps nobody
     * from seeing the others.
     *
     * @return whether there is anything new
     */
    boolean refresh() {
        Map<Path, String> before = troubles;
        troubles = new TreeMap<>();
        Set<Path> found = new TreeSet<>();
        Set<Path> seen = new TreeSet<>();
        for (Path path : paths) {
            under(path).stream().filter(run -> seen.add(real(run))).forEach(found::add);
        }
        boolean changed = runs.keySet().retainAll(found);
        for (Path path : found) {
            changed |= begin(path);
        }
        if (changed) {
            nameRuns();
        }
        for (WatchedRun run : runs.values()) {
            changed |= run.hasNews();
        }
        troubles.forEach((path, reason) -> {
            if (!reason.equals(before.get(path))) {
                LOG.warn("Left out {}: {}", path, reason);
            }
        });
        return changed;
    }

    /** The same for all that links lead there by. */
    private static Path real(Path run) {
        try {
            return run.toRealPath();
        } catch (IOException e) { // it has gone meanwhile
            return run;
        }
    }

    /** The runs that a path leads to; while it is out of reach those that are known. */
    private List<Path> under(Path path) {
        try {
            return RunFinder.directories(path);
        } catch (DqnException e) {
            troubles.put(path, e.getMessage());
            return runs.keySet().stream().filter(run -> run.startsWith(path)).toList();
        }
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
            troubles.put(path, e.getMessage());
            return false;
        }
    }

    /** Whether nothing was left out at the last look. */
    boolean isComplete() {
        return troubles.isEmpty();
    }

    /** Where each stands, in the order of their paths. */
    List<Map<String, Object>> table() {
        List<Map<String, Object>> table = new ArrayList<>();
        runs.forEach((path, run) -> {
            Map<String, Object> row = run.status(names.get(path)).toMap();
            row.put("settings", settings.get(path));
            table.add(row);
        });
        return table;
    }

    private void nameRuns() {
        List<ReportedRun> all = runs.values().stream().map(WatchedRun::curves).toList();
        names = RunNames.of(all);
        settings = GroupCurves.settings(all);
    }

    /** The curves of those that moved last, as far as there is room. */
    Map<String, Object> curves() {
        List<WatchedRun> newest = runs.values().stream()
                .sorted(Comparator.comparing(WatchedRun::news).reversed())
                .toList();
        newest.stream().skip(MOST_READ).forEach(WatchedRun::forgetCurves);
        List<ReportedRun> shown = newest.stream()
                .limit(MOST_CURVES)
                .map(WatchedRun::readCurves)
                .sorted(Comparator.comparing(ReportedRun::path))
                .toList();
        return Map.of("groups", GroupCurves.of(shown, names, published), "leftOut", runs.size() - shown.size());
    }
}
