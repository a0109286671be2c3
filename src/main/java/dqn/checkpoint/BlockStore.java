package dqn.checkpoint;

import dqn.checkpoint.CheckpointManifest.FileEntry;
import dqn.core.Block;
import dqn.core.BlockSource;
import dqn.core.DurableFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The blocks of a run's checkpoints, {@code checkpoints/blocks/<sha256>}: each is stored once, whichever checkpoints
 * refer to it, so a checkpoint costs only what is new since the one before.
 */
final class BlockStore implements BlockSource {
    private static final String NAME = "blocks";

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path directory;
    /** Size of those that this object has written or found whole. */
    private final Map<String, Long> whole = new HashMap<>();

    BlockStore(Path checkpoints) {
        directory = checkpoints.resolve(NAME);
    }

    /**
     * Stores what is not stored yet, and brings it to the disk.
     *
     * @return the size of each, by its name
     */
    Map<String, Long> store(Iterable<? extends Block> blocks) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (Block block : blocks) {
            String name = block.sha256();
            if (!isWhole(name)) {
                DurableFiles.createFolders(directory);
                DurableFiles.write(path(name), staged -> write(block, staged));
                whole.put(name, Files.size(path(name)));
            }
            sizes.put(name, whole.get(name));
        }
        if (!sizes.isEmpty()) {
            DurableFiles.syncDirectory(directory); // a process that was killed may not have come to it
        }
        return sizes;
    }

    private boolean isWhole(String name) throws IOException {
        if (!Files.isRegularFile(path(name))) {
            whole.remove(name); // somebody has removed it
        } else if (!whole.containsKey(name)) {
            FileEntry found = FileEntry.of(path(name), false);
            if (found.sha256().equals(name)) {
                whole.put(name, found.size());
            }
        }
        return whole.containsKey(name);
    }

    private static void write(Block block, Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
            block.writeTo(out);
        }
    }

    @Override
    public DataInputStream open(String sha256) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(path(sha256)), BUFFER_BYTES));
    }

    /** Where a block lies. A name that is none, and might lead elsewhere, is refused. */
    Path path(String sha256) throws IOException {
        if (!FileEntry.isDigest(sha256)) {
            throw new IOException("no block can be called " + sha256);
        }
        return directory.resolve(sha256);
    }

    /** Removes all other blocks, and what a killed process has left. */
    void keepOnly(Set<String> names) throws IOException {
        whole.keySet().retainAll(names);
        if (Files.notExists(directory)) {
            return;
        }
        for (Path file : CheckpointStore.entries(directory)) {
            if (!names.contains(file.getFileName().toString())) {
                Files.delete(file);
            }
        }
    }
}
