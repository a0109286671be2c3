package dqn.checkpoint;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a run directory for one process: an operating-system lock on {@code run.lock}, which the system takes back when
 * the process ends in whatever way. The file itself stays, since deleting it would let two processes lock two files.
 *
 * <p>Of one process only one part may ask for a directory: on Linux, closing a second channel to the file gives the first
 * one's lock back.
 */
public final class RunLock implements AutoCloseable {
    /** Name of the locked file. */
    public static final String FILE = "run.lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the run directory, making it if there is none.
     *
     * @throws DqnException if another process has it, or it cannot be written
     */
    public static RunLock acquire(Path runDirectory) {
        try {
            DurableFiles.createFolders(runDirectory);
            return acquireFile(runDirectory);
        } catch (IOException e) {
            throw new DqnException(
                    "The directory " + runDirectory + " cannot be written (" + DurableFiles.reason(e)
                            + "): give access to it, or choose another.",
                    e);
        }
    }

    /** Whether no process has this run directory; where it cannot be looked at, whoever acquires it will say so. */
    public static boolean isFree(Path runDirectory) {
        try (FileChannel channel = FileChannel.open(runDirectory.resolve(FILE), StandardOpenOption.WRITE)) {
            return tryLock(channel);
        } catch (IOException e) {
            return true;
        }
    }

    private static RunLock acquireFile(Path runDirectory) throws IOException {
        FileChannel channel =
                FileChannel.open(runDirectory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new DqnException(
                    "Another process is at work in " + runDirectory + ": wait for its end, or stop it first.");
        }
        return new RunLock(channel);
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process has it through another channel
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Gives the run directory back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DqnException(
                    "The lock of a run directory could not be given back: " + DurableFiles.reason(e) + ".", e);
        }
    }
}
