package dqn.checkpoint;

import dqn.checkpoint.CheckpointManifest.FileEntry;
import dqn.core.Checkpointable;
import dqn.core.DqnException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** A checkpoint that was found whole: every file has the size and the SHA-256 that its manifest tells. */
public final class Checkpoint {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path directory;
    private final CheckpointManifest manifest;

    private Checkpoint(Path directory, CheckpointManifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
    }

    /**
     * Opens a checkpoint's directory, wherever it lies, and checks it.
     *
     * @throws DqnException if it is not whole
     */
    public static Checkpoint open(Path directory) {
        try {
            check(Files.isRegularFile(directory.resolve(CheckpointManifest.NAME)), "it has no manifest.json");
            CheckpointManifest manifest = CheckpointManifest.read(directory);
            check(manifest.isIntact(), "its manifest was changed");
            for (Map.Entry<String, FileEntry> file : manifest.files().entrySet()) {
                check(directory.resolve(file.getKey()), file.getValue());
            }
            return new Checkpoint(directory, manifest);
        } catch (JacksonException e) {
            throw notWhole(directory, "its manifest cannot be understood", e);
        } catch (IOException e) {
            throw notWhole(directory, reason(e), e);
        }
    }

    /** Its directory. */
    public Path directory() {
        return directory;
    }

    /** What it says about itself. */
    public CheckpointManifest manifest() {
        return manifest;
    }

    /** Where one of its files lies. */
    public Path path(String fileName) {
        return directory.resolve(fileName);
    }

    /** Whether a part is here; an older checkpoint has no replay. */
    public boolean contains(String part) {
        return Files.exists(partPath(part));
    }

    /**
     * Gives each part its state back, in the map's order. A part that only the newest checkpoint keeps, and that is not
     * here any more, is left as it is.
     *
     * @throws DqnException if a part is missing or does not take its state
     */
    public void load(Map<String, ? extends Checkpointable> parts) {
        parts.forEach((name, part) -> {
            FileEntry entry = manifest.files().get(partPath(name).getFileName().toString());
            if (entry == null || !entry.optional() || contains(name)) {
                load(name, part);
            }
        });
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    /** What went wrong, for a person. */
    static String reason(IOException e) {
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        return e.getClass() == IOException.class
                ? e.getMessage()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    static String partFile(String part) {
        return part + ".bin";
    }

    private Path partPath(String part) {
        return path(partFile(part));
    }

    private void load(String name, Checkpointable part) {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(partPath(name)), BUFFER_BYTES))) {
            part.load(in);
            check(in.read() < 0, "more was saved than was read");
        } catch (IOException e) {
            throw new DqnException(
                    "The checkpoint " + directory + " does not fit this run: its part " + name + " cannot be read ("
                            + reason(e) + "); use the configuration that it was written with.",
                    e);
        }
    }

    private static void check(Path file, FileEntry expected) throws IOException {
        if (expected.optional() && Files.notExists(file)) {
            return;
        }
        String name = file.getFileName().toString();
        check(Files.exists(file), name + " is missing");
        long size = Files.size(file);
        check(size == expected.size(), name + " has " + size + " bytes instead of " + expected.size());
        check(FileEntry.of(file, expected.optional()).equals(expected), name + " was changed");
    }

    private static void check(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }

    private static DqnException notWhole(Path directory, String reason, Exception cause) {
        return new DqnException(
                "The checkpoint " + directory + " is not whole (" + reason + "): choose another one.", cause);
    }
}
