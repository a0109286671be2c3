package dqn.render;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import java.io.IOException;
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
        VideoFile video = new VideoFile(file, DurableFiles.staged(file));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(video.staged, new byte[0]);
        } catch (IOException e) {
            throw video.failure(DurableFiles.reason(e), e);
        }
        return video;
    }

    /**
     * Puts the whole video into its place.
     *
     * @param seconds of play
     */
    void publish(double seconds) {
        try {
            DurableFiles.publish(staged, file);
            LOG.info(
                    "Recorded {}: {} s of play, {} KiB",
                    file,
                    String.format(Locale.ROOT, "%.1f", seconds),
                    Files.size(file) >> 10);
        } catch (IOException e) {
            discard();
            throw failure(DurableFiles.reason(e), e);
        }
    }

    /** Leaves nothing. */
    void discard() {
        try {
            Files.deleteIfExists(staged);
        } catch (IOException e) {
            throw failure(DurableFiles.reason(e), e);
        }
    }

    /** What a person is told when the video cannot be written. */
    DqnException failure(String reason, Exception cause) {
        return new DqnException(
                "Cannot record to " + file + " (" + reason
                        + "): name a file where there is room, in a folder that may be" + " written.",
                cause);
    }
}
