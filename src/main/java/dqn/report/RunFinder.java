package dqn.report;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.training.RunDirectory;
import dqn.training.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what a report is about: runs, folders of runs, and results of {@code dqn eval --json} that lie in them. */
public final class RunFinder {
    /** The folder of a sweep's runs. */
    public static final String TRIALS = "trials";

    private static final Logger LOG = LoggerFactory.getLogger(RunFinder.class);
    /** As runs lie in a folder of sweeps: in a folder for each sweep, with one for its trials. */
    private static final int DEPTH = 3;

    /** By the path behind all links, so that what is named twice is there once; in the order of the paths. */
    private final Map<Path, ReportedRun> runs = new TreeMap<>();

    private final Map<Path, EvaluationResult> results = new TreeMap<>();

    /**
     * The directories of runs that a path names: itself, or those in it and in the folders that it holds; none where none
     * has begun yet. Inner folders that cannot be listed, such as a disk's {@code lost+found}, are passed over.
     *
     * @throws DqnException if it is neither a run nor a folder that can be listed
     */
    public static List<Path> directories(Path path) {
        requireThere(path);
        if (!Files.isDirectory(path)) {
            throw nothingIn(path);
        }
        if (new RunDirectory(path).exists()) {
            return List.of(path);
        }
        List<Path> found = new ArrayList<>();
        files(path).forEach(child -> collect(child, DEPTH - 1, found));
        return found;
    }

    private static void collect(Path path, int depth, List<Path> found) {
        if (new RunDirectory(path).exists()) {
            found.add(path);
        } else if (depth > 0 && Files.isDirectory(path)) {
            try {
                files(path).forEach(child -> collect(child, depth - 1, found));
            } catch (DqnException e) {
                LOG.debug("Passed over: {}", e.getMessage());
            }
        }
    }

    private static void requireThere(Path path) {
        if (!Files.exists(path)) {
            throw new DqnException("There is no " + path
                    + Runs.nearest(path)
                            .map(near -> ": did you mean " + near + "?")
                            .orElse(": name a run directory, such as one under runs/, or a folder of runs."));
        }
    }

    /**
     * Takes in one path.
     *
     * @throws DqnException if there is nothing to report of
     */
    void add(Path path) {
        requireThere(path);
        if (new RunDirectory(path).exists()) {
            addRun(path);
        } else if (!(Files.isDirectory(path) ? addFolder(path, DEPTH) : addResult(path))) {
            throw nothingIn(path);
        }
    }

    private static DqnException nothingIn(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (Files.isRegularFile(path) && new RunDirectory(folder).exists()) {
            return new DqnException(path + " is only a part of a run: name the run, " + folder + ".");
        }
        return new DqnException(path + " holds no run that can be read (no config.yaml) and no result of `dqn eval"
                + " --json`: name a run, a folder of runs, or such a file.");
    }

    /** What is in a folder, and in the folders in it, so many levels deep. */
    private boolean addFolder(Path folder, int levels) {
        boolean found = false;
        for (Path child : files(folder)) {
            if (new RunDirectory(child).exists()) {
                found |= addIfReadable(child, this::addRun);
            } else if (levels > 1 && Files.isDirectory(child)) {
                found |= addIfReadable(child, inner -> addFolder(inner, levels - 1));
            } else {
                found |= addResult(child);
            }
        }
        return found;
    }

    private boolean addRun(Path path) {
        ReportedRun run = ReportedRun.read(path);
        run.problems().forEach(problem -> LOG.warn("{}: {}", path, problem));
        runs.put(key(path), run);
        files(path).forEach(this::addResult);
        return true;
    }

    /** In a folder of runs one that cannot be read does not keep the others from being shown. */
    private static boolean addIfReadable(Path child, Predicate<Path> add) {
        try {
            return add.test(child);
        } catch (DqnException e) {
            LOG.warn("Left out {}: {}", child, e.getMessage());
            return false;
        }
    }

    private boolean addResult(Path file) {
        if (!file.toString().endsWith(".json") || !Files.isRegularFile(file)) {
            return false;
        }
        Optional<EvaluationResult> result = EvaluationResult.read(file);
        result.ifPresent(read -> results.put(key(file), read));
        return result.isPresent();
    }

    private static Path key(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) { // of a run that has just gone
            return path.toAbsolutePath().normalize();
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw unlisted(folder, e);
        } catch (UncheckedIOException e) { // a folder that went while it was read
            throw unlisted(folder, e.getCause());
        }
    }

    private static DqnException unlisted(Path folder, IOException e) {
        return new DqnException(folder + " cannot be listed (" + DurableFiles.reason(e) + "): give access to it.", e);
    }

    List<ReportedRun> runs() {
        return new ArrayList<>(runs.values());
    }

    List<EvaluationResult> results() {
        return new ArrayList<>(results.values());
    }
}
