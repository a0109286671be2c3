package dqn.training;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.core.Nearest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders of runs: new ones, the newest, and what was meant by a path that is not there. */
public final class Runs {
    /** Where runs are, unless told otherwise. */
    public static final Path FOLDER = Path.of("runs");

    private Runs() {}

    /**
     * Makes an empty folder for a run that nobody has named: one of its own for each, also where many begin at once.
     *
     * @param runs the folder of runs
     * @param name what it is called; a number follows where there is one of that name
     * @throws DqnException if it cannot be made
     */
    public static RunDirectory claim(Path runs, String name) {
        try {
            DurableFiles.createFolders(runs);
        } catch (IOException e) {
            throw new RunDirectory(runs).unwritable(e);
        }
        Path path = runs.resolve(name);
        for (int number = 2; ; number++) {
            try {
                return new RunDirectory(Files.createDirectory(path));
            } catch (FileAlreadyExistsException e) {
                path = runs.resolve(name + "-" + number);
            } catch (IOException e) {
                throw new RunDirectory(path).unwritable(e);
            }
        }
    }

    /**
     * What stands beside a path that is not there, or under {@code runs}, by nearly the same name, or by one that goes on
     * after it, as with the time of its start; where the folder above is not there either, in the nearest to that.
     */
    public static Optional<Path> nearest(Path path) {
        String name = String.valueOf(path.getFileName());
        Path beside = path.toAbsolutePath().getParent();
        return nearest(name, names(beside))
                .map(path::resolveSibling)
                .or(() -> nearest(name, names(FOLDER)).map(FOLDER::resolve))
                .or(() -> Optional.ofNullable(path.getParent())
                        .filter(Files::notExists)
                        .flatMap(Runs::nearest)
                        .map(folder -> folder.resolve(name))
                        .filter(Files::exists));
    }

    private static Optional<String> nearest(String name, List<String> sorted) {
        return Nearest.to(name, sorted)
                .or(() -> sorted.stream()
                        .filter(other -> other.startsWith(name + "-"))
                        .reduce((earlier, later) -> later));
    }

    /** Of what is in a folder; of none, above the root, nothing. */
    private static List<String> names(Path folder) {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The run under {@code runs} that was started last. */
    public static Optional<RunDirectory> newest(Path runs) {
        return newestFirst(runs).stream().findFirst();
    }

    /** The runs under {@code runs}, those first that were started last. */
    public static List<RunDirectory> newestFirst(Path runs) {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(runs)) {
            return children.map(RunDirectory::new)
                    .filter(RunDirectory::exists)
                    .sorted(Comparator.comparing(RunDirectory::started)
                            .thenComparing(run -> run.path().toString())
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw new DqnException(
                    "The runs under " + runs + " cannot be listed (" + DurableFiles.reason(e) + "): give access to it.",
                    e);
        }
    }
}
