package dqn.cli;

import dqn.cli.Finding.Level;
import dqn.core.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks whether a run has room where runs go.
 *
 * @param needed bytes that it may leave there
 * @param runs where runs go; need not be there yet
 */
record DiskRoom(double needed, Path runs) {
    private static final String WHAT = "disk";

    Finding look() throws IOException {
        Path folder = existing();
        if (!Files.isWritable(folder)) {
            return new Finding(
                    Level.FAIL,
                    WHAT,
                    folder + " cannot be written: give access to it, or start dqn in another folder.");
        }
        double free = (double) Files.getFileStore(folder).getUsableSpace();
        String text = Bytes.amount(free) + " free for " + runs + ", a run may take " + Bytes.amount(needed);
        if (free < needed) {
            return new Finding(
                    Level.FAIL, WHAT, text + ": make room, choose another disk by --run, or a smaller --replay.");
        }
        return free < 2 * needed
                ? Finding.warn(WHAT, text + ": make room before there are two of them.")
                : Finding.ok(WHAT, text);
    }

    /** The folder, or the nearest one above it that is there. */
    private Path existing() {
        Path folder = runs.toAbsolutePath();
        while (!Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }
}
