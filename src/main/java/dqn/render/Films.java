package dqn.render;

import dqn.core.ConfigException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins videos. */
public final class Films {
    private static final Logger LOG = LoggerFactory.getLogger(Films.class);

    private Films() {}

    /**
     * A new film.
     *
     * @param file whose name ends in .mp4 or .gif; where this platform has no FFmpeg, an .mp4 becomes a .gif of that name
     * @param framesPerSecond of the game; a GIF has at most 50 of them
     * @throws ConfigException if it ends otherwise
     * @throws dqn.core.DqnException if the file is there already or cannot be written
     */
    public static Film begin(Path file, int framesPerSecond) {
        return begin(file, framesPerSecond, Films::ffmpeg);
    }

    /** The same by this program of FFmpeg's, if there is one. */
    static Film begin(Path file, int framesPerSecond, Supplier<Optional<Path>> ffmpeg) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".gif")) {
            return new GifFilm(framesPerSecond, VideoFile.create(file));
        }
        if (!name.endsWith(".mp4")) {
            throw new ConfigException("A video is a file .mp4 or .gif, not " + file + ".");
        }
        Optional<Path> program = ffmpeg.get();
        if (program.isEmpty()) {
            Path gif = Path.of(file.toString().replaceFirst("[^.]+$", "gif"));
            LOG.info("There is no FFmpeg for this platform, which makes .mp4: recording {} instead", gif);
            return new GifFilm(framesPerSecond, VideoFile.create(gif));
        }
        return new FfmpegFilm(program.get(), framesPerSecond, VideoFile.create(file));
    }

    /** FFmpeg's program, unpacked from its jar, where there is one for this platform. */
    private static Optional<Path> ffmpeg() {
        try {
            return Optional.ofNullable(Loader.load(ffmpeg.class)).map(Path::of); // null if it cannot be unpacked
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }
}
