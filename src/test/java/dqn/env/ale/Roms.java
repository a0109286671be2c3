package dqn.env.ale;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.env.ale.RomStatus.Condition;
import java.nio.file.Path;

/**
 * The cartridges that tests play; nothing is fetched for them. The program's own game is always there. The others belong to
 * their owners: a test of one that is missing is skipped, and this is the one place that decides so.
 */
public final class Roms {
    private static final RomStore STORE = new RomStore(Path.of("roms"), RomCatalog.standard());

    private Roms() {}

    /** Whether there is a cartridge in the game's place; a bad one, too, is there. */
    public static boolean has(String game) {
        return STORE.status(game).condition() != Condition.MISSING;
    }

    /** The game's cartridge; where it is missing, ends the test as skipped. */
    public static Path of(String game) {
        assumeTrue(has(game), () -> "no ROM of " + game + ": 'dqn roms fetch' gets it");
        return STORE.require(game);
    }
}
