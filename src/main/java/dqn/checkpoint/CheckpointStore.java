package dqn.checkpoint;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of a run, {@code checkpoints/<frames>/}, for reading; training may go on meanwhile. */
public final class CheckpointStore {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);

    private final Path directory;

    /** The checkpoints of the run in this directory; there may be none. */
    public CheckpointStore(Path runDirectory) {
        directory = runDirectory.resolve("checkpoints");
    }

    /** The checkpoint with the most frames that is whole, all of it. Each one passed over is named in the log. */
    public Optional<Checkpoint> newest() {
        return newest(Checkpoint::open);
    }

    /** The checkpoint with the most frames whose agent is whole. Each one passed over is named in the log. */
    public Optional<Checkpoint> newestAgent() {
        return newest(Checkpoint::openAgent);
    }

    /** The agent of the checkpoint with the highest quality, the first one of them, if any is known and whole. */
    public Optional<Checkpoint> bestAgent() {
        return listed(() -> byQuality(Long.MAX_VALUE)).stream()
                .flatMap(frames -> open(frames, Checkpoint::openAgent).stream())
                .findFirst();
    }

    /** The folder of the checkpoint with the most frames, whole or not. */
    public Optional<Path> newestFolder() {
        return listed(this::frameCounts).stream().findFirst().map(this::path);
    }

    /** Whether there is a folder for them, which a run makes before its first step. */
    public boolean isThere() {
        return Files.isDirectory(directory);
    }

    private Optional<Checkpoint> newest(Function<Path, Checkpoint> opening) {
        return listed(this::frameCounts).stream()
                .flatMap(frames -> open(frames, opening).stream())
                .findFirst();
    }

    Path directory() {
        return directory;
    }

    Path path(long frameCount) {
        return directory.resolve(Long.toString(frameCount));
    }

    private interface Listing {
        List<Long> list() throws IOException;
    }

    private List<Long> listed(Listing listing) {
        try {
            return listing.list();
        } catch (IOException e) {
            throw new DqnException(
                    "The checkpoints in " + directory + " cannot be listed (" + DurableFiles.reason(e)
                            + "): give access to them.",
                    e);
        }
    }

    /** Of every checkpoint, whole or not, most first. */
    List<Long> frameCounts() throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        return entries(directory).stream()
                .map(entry -> entry.getFileName().toString())
                .filter(name -> name.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Of those with at most {@code newest} frames whose quality is known, best first, earlier first. */
    List<Long> byQuality(long newest) throws IOException {
        Map<Long, Double> qualities = new TreeMap<>();
        for (long frames : frameCounts()) {
            if (frames <= newest) {
                CheckpointManifest.find(path(frames))
                        .ifPresent(manifest -> manifest.quality().ifPresent(quality -> qualities.put(frames, quality)));
            }
        }
        return qualities.entrySet().stream() // sorted by frames, and so they stay where equal
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What is in a directory, by name. */
    static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted(Comparator.naturalOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<Checkpoint> open(long frameCount, Function<Path, Checkpoint> opening) {
        try {
            return Optional.of(opening.apply(path(frameCount)));
        } catch (DqnException e) {
            LOG.warn("Passed over: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
