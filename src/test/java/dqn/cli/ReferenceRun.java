package dqn.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A run that nobody interrupted, with what each of its checkpoints said of itself: they are looked at while it goes on,
 * since it keeps as few as those that are compared with it.
 */
final class ReferenceRun {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final RunOnDisk run;
    private final SortedMap<Long, JsonNode> checkpoints = new TreeMap<>();
    private final SortedMap<String, Object> results;
    private final long nanos;

    private ReferenceRun(TortureSetting setting, RunOnDisk run, Path output) throws IOException, InterruptedException {
        this.run = run;
        try (TrainingProcess process = TrainingProcess.start(output, setting.begin(run.path()))) {
            while (!process.hasEndedWithin(LOOK_NANOS)) {
                look();
            }
            look();
            nanos = process.nanos();
            require(process.exitCode() == 0, "the reference failed: " + process.lastLine());
        }
        results = run.results();
        long before = 0;
        for (long frameCount : checkpoints.keySet()) {
            require(frameCount < before + 2L * setting.everyFrames(), "missed the reference's after " + before);
            before = frameCount;
        }
    }

    /** Runs it in a directory that is not there yet; fails if a checkpoint came and went unseen. */
    static ReferenceRun of(TortureSetting setting, Path directory) throws IOException, InterruptedException {
        return new ReferenceRun(setting, new RunOnDisk(directory), directory.resolveSibling("reference.out"));
    }

    private void look() throws IOException {
        for (long frameCount : run.frameCounts()) {
            if (!checkpoints.containsKey(frameCount)) {
                lookAt(frameCount);
            }
        }
    }

    /** Unless it was just dropped: had it never been seen before, that will show. */
    private void lookAt(long frameCount) throws IOException {
        try {
            checkpoints.put(frameCount, run.facts(frameCount));
        } catch (NoSuchFileException e) {
            checkpoints.remove(frameCount);
        }
    }

    /** From the start of its process to the end. */
    long nanos() {
        return nanos;
    }

    int checkpointCount() {
        return checkpoints.size();
    }

    /** What is wrong with a run that was killed. */
    List<String> differencesAfterKill(RunOnDisk killed) throws IOException {
        Optional<Long> newest = killed.newestWhole();
        if (killed.lastFrameCount() != newest.orElse(0L)) {
            return List.of("checkpoint " + killed.lastFrameCount() + " is not whole");
        }
        if (newest.isEmpty()) {
            return List.of();
        }
        JsonNode expected = checkpoints.get(newest.get());
        if (expected == null) {
            return List.of("checkpoint " + newest.get() + " is at a frame where the reference has none");
        }
        return expected.equals(killed.facts(newest.get())) ? List.of() : List.of("checkpoint " + newest.get());
    }

    /** What is wrong with a run that has come to its end. */
    List<String> differencesAtEnd(RunOnDisk ended) throws IOException {
        List<String> differences = new ArrayList<>(differencesAfterKill(ended));
        SortedMap<String, Object> theirs = ended.results();
        results.forEach((name, ours) -> {
            if (!ours.equals(theirs.remove(name))) {
                differences.add(name);
            }
        });
        theirs.keySet().forEach(name -> differences.add(name + " should not be there"));
        return differences;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
