package dqn.render;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A video's place, and where it is written until it is whole.
 *
 * @param file its place
 * @param staged beside it
 */
record VideoFile(Path file, Path staged) {
    private static final Logger LOG = LoggerFactory.getLogger(VideoFile.class);

    /**
     * Begins a new file, empty so far, making its folder if need be.
     *
     * @throws DqnException if the file is there already, or cannot be written
     */
    static VideoFile create(Path file) {
        if (Files.exists(file)) {
            throw new DqnException(file + " exists already: name another file for the video, or remove it first.");
        }
        try {
            DurableFiles.createFolders(file.toAbsolutePath().getParent());
            return new VideoFile(file, createStaged(file));
        } catch (IOException e) {
            throw failure(file, DurableFiles.reason(e), e);
        }
    }

    /** Under a name that is free: the same video may be in the making elsewhere. */
    private static Path createStaged(Path file) throws IOException {
        for (int number = 1; ; number++) {
            Path staged = file.resolveSibling(DurableFiles.STAGED + number + "-" + file.getFileName());
            try {
                return Files.createFile(staged);
            } catch (FileAlreadyExistsException e) {
                // Another recording's, or left by one that was killed.
            }
        }
    }

    /**
     * Puts the whole video into its place.
     *
     * @param seconds of play
     * @throws DqnException if it cannot be written, or if another file has come there, which is left as it is
     */
    void publish(double seconds) {
        claim();
        try {
            DurableFiles.publish(staged, file);
            LOG.info(
                    "Recorded {}: {} s of play, {} KiB",
                    file,
                    String.format(Locale.ROOT, "%.1f", seconds),
                    Files.size(file) >> 10);
        } catch (IOException e) {
            boolean moved = Files.notExists(staged);
            discard();
            if (!moved) {
                delete(file);
            }
            throw failure(DurableFiles.reason(e), e);
        }
    }

    /** Takes the name, so that of two videos only one gets it; what has been recorded is not lost by that. */
    private void claim() {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            throw new DqnException(
                    file + " has come to be there while this video was made, which is kept as " + staged
                            + ": give it another name.",
                    e);
        } catch (IOException e) {
            discard();
            throw failure(DurableFiles.reason(e), e);
        }
    }

    /** Leaves nothing. */
    void discard() {
        delete(staged);
    }

    private void delete(Path unwanted) {
        try {
            Files.deleteIfExists(unwanted);
        } catch (IOException e) {
            throw failure(DurableFiles.reason(e), e);
        }
    }

    /** What a person is told when the video cannot be written. */
    DqnException failure(String reason, Exception cause) {
        return failure(file, reason, cause);
    }

    private static DqnException failure(Path file, String reason, Exception cause) {
        return new DqnException(
                "Cannot record to " + file + " (" + reason
                        + "): name a file where there is room, in a folder that may be written.",
                cause);
    }
}
