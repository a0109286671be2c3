package dqn.cli;

import dqn.core.DqnException;
import dqn.core.TimeStep;
import dqn.env.Catch;
import dqn.env.Environment;
import dqn.env.EnvironmentFactory;
import dqn.env.FrameTap;
import dqn.env.ale.AtariEnvironments;
import dqn.env.ale.RomCatalog;
import dqn.env.ale.RomFetcher;
import dqn.env.ale.RomStatus;
import dqn.env.ale.RomStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds games: the built-in one, or a cartridge, which is fetched if it is missing and put in. */
final class Games {
    private static final Logger LOG = LoggerFactory.getLogger(Games.class);

    private Games() {}

    /**
     * The checked ROM of a game.
     *
     * @param file a file to take it from instead of the store
     */
    static Path rom(String game, Optional<Path> file) {
        Platform.check();
        RomStore store = store();
        return file.map(path -> store.requireFile(game, path))
                .orElseGet(() -> new RomFetcher(store).require(game, LOG::info));
    }

    /** The cartridges beside the program. */
    static RomStore store() {
        return new RomStore(Home.find().roms(), RomCatalog.standard());
    }

    /**
     * Why a game's cartridge is not there and cannot be fetched either; empty if the game can be played.
     *
     * @throws DqnException if something else lies in the cartridge's place, or this computer can play no game
     */
    static Optional<String> whyMissing(String game) {
        Platform.check();
        try {
            of(game, Optional.empty());
            return Optional.empty();
        } catch (DqnException e) {
            if (store().status(game).condition() != RomStatus.Condition.MISSING) {
                throw e;
            }
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Environments of a game, whose cartridge is found first if it needs one.
     *
     * @param rom a file to take the cartridge from instead of the store
     */
    static EnvironmentFactory of(String game, Optional<Path> rom) {
        return of(game, rom, UnaryOperator.identity());
    }

    /** The same, where somebody looks at every frame. */
    static EnvironmentFactory watched(
            String game, Optional<Path> rom, BiConsumer<? super Environment, TimeStep> viewer) {
        return of(game, rom, frames -> new FrameTap(frames, viewer));
    }

    /** Finds a game's cartridge before anything else is opened, so that a wrong name is told of first. */
    static void require(String game, Optional<Path> rom) {
        of(game, rom);
    }

    private static EnvironmentFactory of(String game, Optional<Path> file, UnaryOperator<Environment> aroundFrames) {
        if (game.equals(Catch.NAME)) {
            file.ifPresent(unused -> {
                throw new DqnException(Catch.NAME + " is played without a cartridge: leave out --rom.");
            });
            return (config, source, framesShown, seed) -> Catch.create(config, framesShown, seed, aroundFrames);
        }
        Path rom = rom(game, file);
        return (config, source, framesShown, seed) ->
                AtariEnvironments.create(config, rom, source, framesShown, seed, aroundFrames);
    }

    /** What tells the game's program from others: the MD5 of its cartridge, or none for one that has none. */
    static String romMd5(String game) {
        return game.equals(Catch.NAME)
                ? "none"
                : RomCatalog.standard().require(game).md5();
    }

    /** Frames a second at which a person likes to watch it. */
    static int framesPerSecond(String game) {
        return game.equals(Catch.NAME) ? 6 : 60;
    }
}
