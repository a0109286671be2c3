package dqn.cli;

import dqn.env.Environment;
import dqn.env.EnvironmentFactory;
import dqn.env.FrameTap;
import dqn.env.ale.AtariEnvironments;
import dqn.env.ale.RomCatalog;
import dqn.env.ale.RomFetcher;
import dqn.env.ale.RomStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the cartridge of a game, fetching it if it is missing, and puts it in. */
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
        RomStore store = new RomStore(Home.find().roms(), RomCatalog.standard());
        return file.map(path -> store.requireFile(game, path))
                .orElseGet(() -> new RomFetcher(store).require(game, LOG::info));
    }

    /** Environments of this cartridge. */
    static EnvironmentFactory factory(Path rom) {
        return factory(rom, UnaryOperator.identity());
    }

    /** The same, where somebody looks at every emulator frame. */
    static EnvironmentFactory watched(Path rom, Consumer<? super Environment> viewer) {
        return factory(rom, emulator -> new FrameTap(emulator, viewer));
    }

    private static EnvironmentFactory factory(Path rom, UnaryOperator<Environment> aroundFrames) {
        return (config, source, framesShown, seed) ->
                AtariEnvironments.create(config, rom, source, framesShown, seed, aroundFrames);
    }
}
