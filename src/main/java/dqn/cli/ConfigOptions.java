package dqn.cli;

import dqn.training.ConfigLoader;
import dqn.training.Presets;
import dqn.training.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that make up a configuration; numbers 10 to 14 in the order that help shows. */
final class ConfigOptions {
    /** A preset or a file. */
    static final class Source {
        @Option(
                names = "--preset",
                order = 11,
                paramLabel = "NAME",
                description = "Which preset (the game's own, such as catch, else default), see dqn presets list.")
        private String preset;

        @Option(
                names = "--config",
                order = 12,
                paramLabel = "FILE",
                description = "A configuration file instead of a preset.")
        private Path file;
    }

    @ArgGroup
    private Source source;

    @Option(names = "--game", order = 10, paramLabel = "NAME", description = "The game, see dqn roms list.")
    private String game;

    @Option(
            names = "--set",
            order = 13,
            paramLabel = "KEY=VALUE",
            description = "Change one key, such as agent.discount=0.9; repeatable.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--rom", order = 14, paramLabel = "FILE", description = "Take the game's ROM from this file.")
    private Path rom;

    /** The game named, if any. */
    Optional<String> game() {
        return Optional.ofNullable(game);
    }

    /** Takes a game as if it had been named. */
    void takeGame(String other) {
        game = other;
    }

    /** Whether it is said which game is meant: by its name, or by a preset or file that has one. */
    boolean namesGame() {
        return game != null || source != null;
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
        return resolve(new ConfigLoader(), flags);
    }

    /** The same with a loader that may have other defaults. */
    RunConfig resolve(ConfigLoader loader, List<String> flags) {
        List<String> all = new ArrayList<>();
        game().ifPresent(name -> all.add("game=" + name));
        all.addAll(flags);
        all.addAll(sets);
        if (source != null && source.file != null) {
            return loader.resolveFile(source.file, all);
        }
        return loader.resolvePreset(preset(), all);
    }

    /** The whole configuration, for a model that does not bring its own. */
    RunConfig resolveForPlainModel(CommandSpec spec) {
        if (!namesGame()) {
            throw Usage.error(
                    spec,
                    "This model file does not say which game it plays: add --game NAME, and the --preset or"
                            + " --config that it was trained with.");
        }
        return resolve(List.of());
    }

    /** Adds what a flag says of a key, if it was given. */
    static void add(List<String> sets, String key, String value) {
        if (value != null) {
            sets.add(key + "=" + value);
        }
    }

    /** A name for the configuration, for the run's directory. */
    String label() {
        return source != null && source.file != null
                ? source.file.getFileName().toString().replaceFirst("\\.ya?ml$", "")
                : preset();
    }

    /** The one named, else the game's own where there is one, else the default. */
    private String preset() {
        return source != null
                ? source.preset
                : game().filter(Presets.installed().names()::contains).orElse(Presets.DEFAULT);
    }
}
