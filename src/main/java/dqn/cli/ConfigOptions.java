package dqn.cli;

import dqn.training.ConfigLoader;
import dqn.training.Presets;
import dqn.training.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that make up a configuration. */
final class ConfigOptions {
    /** A preset or a file. */
    static final class Source {
        @Option(names = "--preset", paramLabel = "NAME", description = "A preset of config/ (see dqn presets list).")
        private String preset;

        @Option(names = "--config", paramLabel = "FILE", description = "A configuration file instead of a preset.")
        private Path file;
    }

    @ArgGroup
    private Source source;

    @Option(names = "--game", paramLabel = "NAME", description = "The game (see dqn roms list).")
    private String game;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change one key of the configuration, such as agent.discount=0.9; may be repeated.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--rom", paramLabel = "FILE", description = "Take the game's ROM from this file.")
    private Path rom;

    /** The game named, if any. */
    Optional<String> game() {
        return Optional.ofNullable(game);
    }

    /** The ROM file named, if any. */
    Optional<Path> rom() {
        return Optional.ofNullable(rom);
    }

    /** Whether anything but the game and its ROM was given. */
    boolean isGiven() {
        return source != null || !sets.isEmpty();
    }

    /**
     * The whole configuration.
     *
     * @param flags keys that other options set, as {@code key=value}; they yield to {@code --set}
     */
    RunConfig resolve(List<String> flags) {
        List<String> all = new ArrayList<>();
        game().ifPresent(name -> all.add("game=" + name));
        all.addAll(flags);
        all.addAll(sets);
        ConfigLoader loader = new ConfigLoader();
        if (source != null && source.file != null) {
            return loader.resolveFile(source.file, all);
        }
        return loader.resolvePreset(source == null ? Presets.DEFAULT : source.preset, all);
    }

    /** A name for the configuration, for the run's directory. */
    String label() {
        if (source == null) {
            return Presets.DEFAULT;
        }
        return source.preset != null
                ? source.preset
                : source.file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }
}
