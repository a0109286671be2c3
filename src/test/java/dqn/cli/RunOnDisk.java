package dqn.cli;

import dqn.checkpoint.Checkpoint;
import dqn.checkpoint.CheckpointStore;
import dqn.metrics.TensorBoardFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a run has left in its directory, as far as it must not depend on when the run was interrupted. */
record RunOnDisk(Path path) {
    private static final JsonMapper JSON = new JsonMapper();

    private Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** Whether a run was begun here. */
    boolean exists() {
        return Files.exists(path.resolve("config.yaml"));
    }

    /** Frames of every checkpoint under its own name, whole or not. */
    List<Long> frameCounts() throws IOException {
        return names(checkpoints()).stream()
                .filter(name -> name.matches("[0-9]+"))
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    /** Frames of the last one, 0 where there is none. */
    long lastFrameCount() throws IOException {
        return frameCounts().stream().reduce(0L, (before, frames) -> frames);
    }

    /** Frames of the newest whole one, with every checksum compared. */
    Optional<Long> newestWhole() {
        return new CheckpointStore(path)
                .newest()
                .map(Checkpoint::directory)
                .map(directory -> Long.valueOf(directory.getFileName().toString()));
    }

    /** Whether a checkpoint is, or was, being written or dropped. */
    boolean hasHalfACheckpoint() throws IOException {
        return names(checkpoints()).stream().anyMatch(name -> name.startsWith(".tmp-") || name.startsWith(".old-"));
    }

    /**
     * What a checkpoint says of itself, with the checksums of all that it holds: but for the lengths of the metrics' files,
     * of which one tells how long everything took, and the checksum over that.
     */
    JsonNode facts(long frameCount) throws IOException {
        Path manifest = checkpoints().resolve(Long.toString(frameCount)).resolve("manifest.json");
        ObjectNode facts = (ObjectNode) JSON.readTree(Files.readString(manifest));
        facts.remove("sha256");
        ((ObjectNode) facts.get("files")).remove("metrics.bin");
        return facts;
    }

    /** Everything that is to be the same at the end of a run, by what it is. */
    SortedMap<String, Object> results() throws IOException {
        SortedMap<String, Object> results = new TreeMap<>();
        for (String file : List.of("config.yaml", "metrics.csv", "episodes.csv", "evaluations.csv")) {
            results.put(file, Files.readString(path.resolve(file)));
        }
        for (long frameCount : frameCounts()) {
            results.put("checkpoint " + frameCount, facts(frameCount));
        }
        results.put(
                "best checkpoint",
                new CheckpointStore(path).bestAgent().map(Checkpoint::directory).map(Path::getFileName));
        results.put("files of checkpoints", tree(checkpoints()));
        results.put(
                "events",
                TensorBoardFile.read(path.resolve("events.out.tfevents.dqn")).stream()
                        .filter(value -> !value.tag().startsWith("timing/"))
                        .filter(value -> !value.tag().equals("run/manifest")) // tells when the run began
                        .map(TensorBoardFile.Value::withoutTime)
                        .toList());
        return results;
    }

    private static List<String> tree(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Of what lies in a directory; none where it is not there. */
    static List<String> names(Path directory) throws IOException {
        String[] names = directory.toFile().list();
        return names == null ? List.of() : Stream.of(names).sorted().toList();
    }
}
