package dqn.checkpoint;

import dqn.checkpoint.CheckpointManifest.FileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Does what anyone can do who has changed a checkpoint: seals it anew. */
public final class Resealed {
    private Resealed() {}

    /**
     * Seals a manifest of which anything may have been changed.
     *
     * @throws tools.jackson.core.JacksonException if it is none any more
     */
    public static void sealAsItIs(Path checkpoint) throws IOException {
        CheckpointManifest changed = CheckpointManifest.read(checkpoint);
        CheckpointManifest sealed = changed.with(changed.files(), changed.blocks());
        Files.writeString(checkpoint.resolve(CheckpointManifest.NAME), sealed.toJson());
    }

    /** Writes a manifest that fits the files as they are now. */
    public static void seal(Path checkpoint) throws IOException {
        CheckpointManifest old = CheckpointManifest.read(checkpoint);
        Map<String, FileEntry> entries = new TreeMap<>();
        for (Map.Entry<String, FileEntry> file : old.files().entrySet()) {
            entries.put(
                    file.getKey(),
                    FileEntry.of(
                            checkpoint.resolve(file.getKey()), file.getValue().optional()));
        }
        CheckpointManifest fitting = old.with(entries, old.blocks());
        Files.writeString(checkpoint.resolve(CheckpointManifest.NAME), fitting.toJson());
    }
}
