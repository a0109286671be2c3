package dqn.checkpoint;

import dqn.checkpoint.CheckpointManifest.FileEntry;
import dqn.core.DurableFiles;
import dqn.core.FileContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.io.file.PathUtils;

/** A checkpoint's folder while it is put together, {@code .tmp-<name>}: file by file on the disk, its manifest last. */
final class StagedFolder {
    private final Path folder;
    private final Map<String, FileEntry> entries = new TreeMap<>();

    /** An empty one beside {@code target}. */
    StagedFolder(Path target) throws IOException {
        folder = Files.createDirectory(path(target));
    }

    /** What a target's folder is called until it is complete. */
    static Path path(Path target) {
        return target.resolveSibling(DurableFiles.STAGED + target.getFileName());
    }

    /**
     * Writes a file.
     *
     * @param optional whether it may be missing later
     */
    void add(String name, boolean optional, FileContent content) throws IOException {
        Path file = folder.resolve(name);
        content.writeTo(file);
        DurableFiles.sync(file);
        entries.put(name, FileEntry.of(file, optional));
    }

    /** Writes the manifest: all files are there. */
    void seal(CheckpointManifest facts, Map<String, Long> blocks) throws IOException {
        DurableFiles.write(
                folder.resolve(CheckpointManifest.NAME),
                facts.with(entries, blocks).toJson());
    }

    /** Gives it its name, under which there is nothing. */
    static void publish(Path target) throws IOException {
        Files.move(path(target), target, StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.syncDirectory(target.toAbsolutePath().getParent());
    }

    /** Deletes a folder, also what somebody has put into it, or a file, if it is there. */
    static void delete(Path entry) throws IOException {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            PathUtils.deleteDirectory(entry);
        } else {
            Files.deleteIfExists(entry);
        }
    }
}
