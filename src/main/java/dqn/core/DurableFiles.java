package dqn.core;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that survive the process being killed and the power going: whole or not there at all. */
public final class DurableFiles {
    /** How the name begins of what is not complete yet; a process that is killed leaves it. */
    public static final String STAGED = ".tmp-";

    private DurableFiles() {}

    /** Writes a small text file, or replaces it: a reader sees the old or the new text, never a part. */
    public static void write(Path file, String text) throws IOException {
        write(file, staged -> Files.writeString(staged, text));
    }

    /** Writes a file, or replaces it: a reader sees the old or the new one, never a part. */
    public static void write(Path file, FileContent content) throws IOException {
        Path staged = staged(file);
        try {
            content.writeTo(staged);
            publish(staged, file);
        } catch (IOException e) {
            deleteAfter(e, staged);
            throw e;
        }
    }

    /** Where a file is written until it is complete. */
    public static Path staged(Path file) {
        return file.resolveSibling(STAGED + file.getFileName());
    }

    /** Puts a complete file into its place, over one that is there. */
    public static void publish(Path staged, Path file) throws IOException {
        sync(staged);
        Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(file.toAbsolutePath().getParent());
    }

    private static void deleteAfter(IOException failure, Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Waits until a file's content is on the disk. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Waits until a directory's names are on the disk, where the system knows such a thing. */
    public static void syncDirectory(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (AccessDeniedException e) {
            return; // Windows opens no directories, and writes their names through
        }
        try (channel) {
            channel.force(true);
        }
    }

    /** Makes a folder and those above it, if need be; Java before 17.0.14 refuses a link to one that is there. */
    public static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    /** Why a file could not be used, without its name, which the sentence around it has already. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is there already";
        }
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
