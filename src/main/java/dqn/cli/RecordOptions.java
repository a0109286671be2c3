package dqn.cli;

import dqn.render.Films;
import dqn.render.Fonts;
import dqn.render.Recorder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a video is recorded, and how. */
final class RecordOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--record",
            order = 20,
            paramLabel = "FILE",
            description = "Record a video at the game's own speed: a new file .mp4 or .gif.")
    private Path file;

    @Option(
            names = "--overlay",
            order = 21,
            description = "With --record: score, action and Q-values beside the picture.")
    private boolean overlay;

    /** Whether one is. */
    boolean isGiven() {
        return file != null;
    }

    /** Begins the recording of one game after another, if any is wanted: see {@link #begin(int, int, List, Runnable)}. */
    Recording begin(int width, int framesPerSecond, Runnable onStop) {
        return begin(width, framesPerSecond, List.of(""), onStop);
    }

    /**
     * Begins the recording, if one is wanted.
     *
     * @param width of each game's picture, in pixels
     * @param framesPerSecond of the game
     * @param captions one for each game side by side
     * @param onStop called when a signal ends it
     */
    Recording begin(int width, int framesPerSecond, List<String> captions, Runnable onStop) {
        if (overlay && !isGiven()) {
            throw Usage.error(spec, "--overlay needs --record FILE: a window shows all that anyway.");
        }
        if (isGiven() && (overlay || captions.size() > 1)) {
            Fonts.require("beside the picture", "record one game without --overlay");
        }
        return new Recording(
                Optional.ofNullable(file)
                        .map(path -> new Recorder(Films.begin(path, framesPerSecond), width, overlay, captions)),
                onStop);
    }
}
