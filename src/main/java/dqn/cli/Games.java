package dqn.cli;

import dqn.env.EnvironmentFactory;
import dqn.env.ale.AtariEnvironments;
import dqn.env.ale.RomCatalog;
import dqn.env.ale.RomFetcher;
import dqn.env.ale.RomStore;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the cartridge of a game, fetching it if it is missing. */
final class Games {
    private static final Logger LOG = LoggerFactory.getLogger(Games.class);

    private Games() {}

    /** The store of ROMs beside the program. */
    static RomStore store() {
        return new RomStore(Home.find().roms(), RomCatalog.standard());
    }

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

    /** Environments of this cartridge. */
    static EnvironmentFactory factory(Path rom) {
        return (config, source, framesShown, seed) -> AtariEnvironments.create(config, rom, source, framesShown, seed);
    }
}
