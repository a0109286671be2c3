package dqn.checkpoint;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.core.FileContent;
import dqn.core.Frozen;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the checkpoints of a run. A checkpoint is put together in {@code .tmp-<frames>}, brought to the disk file by
 * file, its manifest last, and then renamed: under its own name it is whole or not there at all. Whoever writes holds the
 * {@link RunLock}.
 *
 * <p>Blocks come to the disk first, each once for all checkpoints, and go when no checkpoint refers to them any more.
 *
 * <p>Kept are the newest ones and the best one. Once the best one is not among the newest, it loses the part
 * {@value #REPLAY}, which is large and only of use for going on.
 */
public final class CheckpointWriter {
    /** Name of the part that only the newest checkpoints keep. */
    public static final String REPLAY = "replay";

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointWriter.class);
    private static final String STAGED = DurableFiles.STAGED;
    private static final String REPLACED = ".old-";
    private static final int BUFFER_BYTES = 1 << 20;

    private final CheckpointStore store;
    private final BlockStore blocks;
    private final Path directory;
    private final int keep;

    /**
     * Makes the directory if need be, and clears away what a process that was killed has left.
     *
     * @param keep newest checkpoints to keep, at least 1
     * @throws DqnException if the directory cannot be written
     */
    public CheckpointWriter(Path runDirectory, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("at least one checkpoint is kept, not " + keep);
        }
        this.keep = keep;
        store = new CheckpointStore(runDirectory);
        directory = store.directory();
        blocks = new BlockStore(directory);
        try {
            DurableFiles.createFolders(directory);
            DurableFiles.syncDirectory(runDirectory);
            clearLeftovers();
        } catch (IOException e) {
            throw new DqnException(
                    "The checkpoints in " + directory + " cannot be written (" + DurableFiles.reason(e)
                            + "): make it writable.",
                    e);
        }
    }

    /**
     * Writes a checkpoint, replacing one at the same frame; then drops those that need not be kept.
     *
     * @param facts what it says about itself, without files
     * @param parts by name; each becomes {@code <name>.bin}
     * @param files by file name
     * @return its directory
     * @throws DqnException if it cannot be written; those before it are as they were
     */
    public Path write(
            CheckpointManifest facts, Map<String, ? extends Frozen> parts, Map<String, ? extends FileContent> files) {
        Path target = store.path(facts.frameCount());
        try {
            stage(facts, parts, files);
            publish(facts.frameCount());
        } catch (IOException e) {
            tidy(this::clearLeftovers);
            tidy(this::dropBlocks); // what this one alone refers to
            throw new DqnException(
                    "The checkpoint " + target + " could not be written (" + DurableFiles.reason(e)
                            + "): make room or mend the disk; the checkpoints before it are as they were.",
                    e);
        } finally {
            tidy(this::clearLeftovers);
        }
        tidy(() -> dropBeyond(facts.frameCount()));
        dropBefore(facts.frameCount());
        return target;
    }

    /**
     * Drops the checkpoints before this one, the newest that is whole, that need not be kept. To be called too where a run
     * goes on, for a killed process may not have come to it.
     */
    public void dropBefore(long newest) {
        tidy(() -> dropOld(newest));
    }

    private void stage(
            CheckpointManifest facts, Map<String, ? extends Frozen> parts, Map<String, ? extends FileContent> files)
            throws IOException {
        DurableFiles.createFolders(directory); // in case somebody has removed it
        StagedFolder staged = new StagedFolder(store.path(facts.frameCount()));
        Map<String, Long> sizes = blocks.store(
                parts.values().stream().flatMap(part -> part.blocks().stream()).toList());
        for (Map.Entry<String, ? extends Frozen> part : parts.entrySet()) {
            boolean optional = part.getKey().equals(REPLAY);
            staged.add(Checkpoint.partFile(part.getKey()), optional, file -> save(part.getValue(), file));
        }
        for (Map.Entry<String, ? extends FileContent> content : files.entrySet()) {
            staged.add(content.getKey(), false, content.getValue());
        }
        staged.seal(facts, sizes);
    }

    private static void save(Frozen part, Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
            part.writeTo(out);
        }
    }

    /** A directory cannot replace another in one step; between the two, {@link #clearLeftovers} can still undo. */
    private void publish(long frameCount) throws IOException {
        Path target = store.path(frameCount);
        if (Files.exists(target)) {
            Files.move(target, directory.resolve(REPLACED + frameCount), StandardCopyOption.ATOMIC_MOVE);
        }
        StagedFolder.publish(target);
    }

    private void clearLeftovers() throws IOException {
        for (Path entry : CheckpointStore.entries(directory)) {
            String name = entry.getFileName().toString();
            Path replaced = directory.resolve(name.replace(REPLACED, ""));
            if (name.startsWith(REPLACED) && Files.notExists(replaced)) {
                Files.move(entry, replaced, StandardCopyOption.ATOMIC_MOVE);
            } else if (name.startsWith(STAGED) || name.startsWith(REPLACED)) {
                StagedFolder.delete(entry);
            }
        }
    }

    /** Those beyond can only be damaged ones that the run did not go on from; until now they might have been mended. */
    private void dropBeyond(long newest) throws IOException {
        for (long frames : store.frameCounts()) {
            if (frames > newest) {
                drop(frames);
            }
        }
    }

    private void dropOld(long newest) throws IOException {
        List<Long> upTo =
                store.frameCounts().stream().filter(frames -> frames <= newest).toList();
        Optional<Long> best = store.byQuality(newest).stream().findFirst();
        for (long frames : upTo.subList(Math.min(keep, upTo.size()), upTo.size())) {
            if (best.isPresent() && best.get() == frames) {
                Files.deleteIfExists(store.path(frames).resolve(Checkpoint.partFile(REPLAY)));
            } else {
                drop(frames);
            }
        }
        dropBlocks();
    }

    /** Drops the blocks that no checkpoint refers to, if all can be asked: one that is damaged might be mended. */
    private void dropBlocks() throws IOException {
        Set<String> needed = new HashSet<>();
        for (long frames : store.frameCounts()) {
            if (Files.exists(store.path(frames).resolve(Checkpoint.partFile(REPLAY)))) {
                Optional<CheckpointManifest> manifest = CheckpointManifest.find(store.path(frames));
                if (manifest.isEmpty()) {
                    return;
                }
                needed.addAll(manifest.get().blocks().keySet());
            }
        }
        blocks.keepOnly(needed);
    }

    /** Under its own name a checkpoint vanishes in one step, too. */
    private void drop(long frameCount) throws IOException {
        Path staged = StagedFolder.path(store.path(frameCount));
        Files.move(store.path(frameCount), staged, StandardCopyOption.ATOMIC_MOVE);
        StagedFolder.delete(staged);
    }

    private interface Tidying {
        void run() throws IOException;
    }

    /** A checkpoint that is whole is not lost because an old one cannot be removed. */
    private void tidy(Tidying tidying) {
        try {
            tidying.run();
        } catch (IOException e) {
            LOG.warn("The checkpoints in {} could not be tidied: {}", directory, DurableFiles.reason(e));
        }
    }
}
