package dqn.checkpoint;

import dqn.checkpoint.CheckpointManifest.FileEntry;
import dqn.core.Checkpointable;
import dqn.core.DqnException;
import dqn.core.DurableFiles;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** A checkpoint that was found whole: every file and block has the size and the SHA-256 that its manifest tells. */
public final class Checkpoint {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path directory;
    private final CheckpointManifest manifest;
    private final BlockStore blocks;

    private Checkpoint(Path directory, CheckpointManifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
        blocks = new BlockStore(directory.resolveSibling("."));
    }

    /**
     * Opens a checkpoint's directory, wherever it lies, and checks all of it.
     *
     * @throws DqnException if it is not whole
     */
    public static Checkpoint open(Path directory) {
        return open(directory, true);
    }

    /**
     * Opens a checkpoint for its agent: what is only of use for going on, which is most of it and may be on its way out,
     * is not looked at.
     *
     * @throws DqnException if the rest is not whole
     */
    public static Checkpoint openAgent(Path directory) {
        return open(directory, false);
    }

    /** Whether a directory has a manifest that this version understands, so that it can be opened. */
    public static boolean isIn(Path directory) {
        try {
            CheckpointManifest.read(directory);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Checkpoint open(Path directory, boolean whole) {
        try {
            CheckpointManifest manifest = CheckpointManifest.read(directory);
            check(manifest.isIntact(), "its manifest was changed");
            Checkpoint checkpoint = new Checkpoint(directory, manifest);
            for (Map.Entry<String, FileEntry> file : manifest.files().entrySet()) {
                if (whole || !file.getValue().optional()) {
                    checkpoint.checkFile(file.getKey(), file.getValue());
                }
            }
            if (whole) {
                checkpoint.checkBlocks();
            }
            return checkpoint;
        } catch (IOException e) {
            throw notWhole(directory, DurableFiles.reason(e), e);
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

    /**
     * Gives each part its state back, in the map's order.
     *
     * @throws DqnException if a part is missing or does not take its state
     */
    public void load(Map<String, ? extends Checkpointable> parts) {
        parts.forEach(this::load);
    }

    /** Whether it has the state of a part. */
    public boolean holds(String part) {
        return manifest.files().containsKey(partFile(part));
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    static String partFile(String part) {
        return part + ".bin";
    }

    private void load(String name, Checkpointable part) {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(Files.newInputStream(path(partFile(name))), BUFFER_BYTES))) {
            part.load(in, blocks);
            check(in.read() < 0, "more was saved than was read");
        } catch (IOException e) {
            throw notFitting(name, DurableFiles.reason(e), e);
        } catch (DqnException e) {
            throw e;
        } catch (RuntimeException e) { // of a state that no version of this program has written
            throw notFitting(name, e.toString(), e);
        }
    }

    private DqnException notFitting(String part, String reason, Exception cause) {
        return new DqnException(
                "The checkpoint " + directory + " does not fit this run: its part " + part + " cannot be read ("
                        + reason + "); use the configuration that it was written with.",
                cause);
    }

    private void checkFile(String name, FileEntry expected) throws IOException {
        check(name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"), "no file of it can be called " + name);
        check(path(name), expected);
    }

    private void checkBlocks() throws IOException {
        for (Map.Entry<String, Long> block : manifest.blocks().entrySet()) {
            check(blocks.path(block.getKey()), new FileEntry(block.getValue(), block.getKey(), false));
        }
    }

    private static void check(Path file, FileEntry expected) throws IOException {
        String name = file.getFileName().toString();
        check(Files.exists(file), name + " is missing");
        check(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS), name + " is no file");
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
