package dqn.cli;

import dqn.sweep.SweepConfig;
import dqn.sweep.SweepFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say what a sweep tries: a grid. They become the text that a file would hold. */
final class SweepOptions {
    private static final String ORIGIN = "--games, --seeds, --frames and --set";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--games", order = 10, paramLabel = "A,B", description = "Games to play.")
    private String games;

    @Option(
            names = "--seeds",
            order = 11,
            paramLabel = "1..5",
            description = "Seeds that each setting is trained with, or 1,2,3; 3 alone is seed 3.")
    private String seeds;

    @Option(
            names = "--set",
            order = 12,
            paramLabel = "KEY=V1,V2",
            description = "Try these values of a key; repeatable: all combinations.")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--frames",
            order = 13,
            paramLabel = "N",
            description = "Length of each trial in frames (as its preset has it).")
    private String frames;

    @Option(
            names = "--preset",
            order = 14,
            paramLabel = "NAME",
            description = "What all trials start from, see dqn presets list.")
    private String preset;

    @Option(
            names = "--config",
            order = 15,
            paramLabel = "FILE",
            description = "A configuration file instead of a preset.")
    private Path config;

    /** What is to be tried, if anything is said of it here or in a file. */
    Optional<SweepConfig> read(Optional<Path> file) {
        String text = text();
        if (file.isPresent() && !text.isEmpty()) {
            throw Usage.error(spec, "A SWEEP.yaml says all that --games, --seeds, --set and such do: leave one out.");
        }
        return file.map(SweepFile::read)
                .or(() -> text.isEmpty() ? Optional.empty() : Optional.of(SweepFile.parse(ORIGIN, text)));
    }

    private String text() {
        List<String> lines = new ArrayList<>();
        add(lines, "games", list(games));
        add(lines, "seeds", list(seeds));
        add(lines, "frames", frames);
        add(lines, "preset", preset == null ? null : quoted(preset));
        add(
                lines,
                "config",
                config == null ? null : quoted(config.toAbsolutePath().toString()));
        if (!sets.isEmpty()) {
            lines.add("parameters:");
            sets.forEach(set -> lines.add("  " + parameter(set)));
        }
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, String key, String value) {
        if (value != null) {
            lines.add(key + ": " + value);
        }
    }

    private static String list(String values) {
        return values == null ? null : "[" + values + "]";
    }

    private String parameter(String set) {
        int equals = set.indexOf('=');
        if (equals < 1) {
            throw Usage.error(spec, "--set " + set + ": must be a key, = and values, such as agent.nStep=1,3,5.");
        }
        return quoted(set.substring(0, equals)) + ": " + list(set.substring(equals + 1));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
