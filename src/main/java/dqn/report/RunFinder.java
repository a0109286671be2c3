package dqn.report;

import dqn.core.ConfigException;
import dqn.core.DqnException;
import dqn.core.Nearest;
import dqn.training.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what a report is about: runs, folders of runs, and results of {@code dqn eval --json} that lie in them. */
public final class RunFinder {
    private static final Logger LOG = LoggerFactory.getLogger(RunFinder.class);
    /** Where the runs of a sweep lie in its folder. */
    private static final String TRIALS = "trials";

    /** By absolute path, so that what is named twice is there once; in the order of the paths. */
    private final Map<Path, ReportedRun> runs = new TreeMap<>();

    private final Map<Path, EvaluationResult> results = new TreeMap<>();

    /**
     * The directories of runs that a path names: itself, or those in it and in the folders that it holds.
     *
     * @throws DqnException if there are none
     */
    public static List<Path> directories(Path path) {
        if (!Files.exists(path)) {
            throw new DqnException("There is no " + path + nearest(path));
        }
        List<Path> found = new ArrayList<>();
        collect(path, 2, found);
        if (found.isEmpty()) {
            throw new DqnException(path + " holds no run (no config.yaml): name a run or a folder of runs.");
        }
        return found;
    }

    private static void collect(Path path, int depth, List<Path> found) {
        if (new RunDirectory(path).exists()) {
            found.add(path);
        } else if (depth > 0 && Files.isDirectory(path)) {
            files(path).forEach(child -> collect(child, depth - 1, found));
        }
    }

    /**
     * Takes in one path.
     *
     * @throws DqnException if there is nothing to report of
     */
    void add(Path path) {
        if (!Files.exists(path)) {
            throw new DqnException("There is no " + path + nearest(path));
        }
        boolean found = Files.isRegularFile(path) ? addResult(path) : addRunOrFolder(path);
        if (!found) {
            throw new DqnException(path + " holds no run that can be read (no config.yaml) and no result of `dqn eval"
                    + " --json`: name a run, a folder of runs, or such a file.");
        }
    }

    private boolean addRunOrFolder(Path path) {
        if (new RunDirectory(path).exists()) {
            addRun(path);
            return true;
        }
        boolean found = false;
        boolean isSweep = Files.exists(path.resolve("plan.json"));
        for (Path child : files(isSweep ? path.resolve(TRIALS) : path)) {
            found |= new RunDirectory(child).exists() ? addIfReadable(child) : addResult(child);
        }
        return found;
    }

    private void addRun(Path path) {
        runs.put(key(path), ReportedRun.read(path));
        files(path).forEach(this::addResult);
    }

    /** In a folder of runs one that cannot be read does not keep the others from being shown. */
    private boolean addIfReadable(Path run) {
        try {
            addRun(run);
            return true;
        } catch (ConfigException e) {
            LOG.warn("Left out {}: {}", run, e.getMessage());
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
        return path.toAbsolutePath().normalize();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new DqnException(folder + " cannot be listed (" + e.getMessage() + "): give access to it.", e);
        }
    }

    /** What stands beside it, or under {@code runs}, by nearly the same name. */
    private static String nearest(Path path) {
        Path parent = path.toAbsolutePath().normalize().getParent();
        for (Path folder : new Path[] {parent, Path.of("runs")}) {
            if (folder != null && Files.isDirectory(folder)) {
                List<String> names = files(folder).stream()
                        .map(file -> file.getFileName().toString())
                        .toList();
                Optional<String> near = Nearest.to(path.getFileName().toString(), names);
                if (near.isPresent()) {
                    Path known = folder.equals(parent) ? path.resolveSibling(near.get()) : folder.resolve(near.get());
                    return ": did you mean " + known + "?";
                }
            }
        }
        return ": name a run directory, such as one under runs/, or a folder of runs.";
    }

    List<ReportedRun> runs() {
        return new ArrayList<>(runs.values());
    }

    List<EvaluationResult> results() {
        return new ArrayList<>(results.values());
    }
}
