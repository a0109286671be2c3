package dqn.cli;

import dqn.env.Catch;
import dqn.env.ale.RomCatalog;
import dqn.env.ale.RomStatus;
import dqn.env.ale.RomStatus.Condition;
import dqn.env.ale.RomStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the ROMs, and fetches none.
 *
 * @param game that is to be played
 * @param isNamed whether somebody has named it; else a training may get the program's own game in its place
 * @param file that its ROM is to be taken from; else it is in the store
 */
record Cartridges(String game, boolean isNamed, Optional<Path> file) {
    private static final String WHAT = "ROMs";

    Finding look() {
        RomStore store = Games.store();
        if (file.isPresent()) {
            store.requireFile(game, file.get());
        } else if (!game.equals(Catch.NAME) && (isNamed || !isMissing())) {
            store.require(game);
        }
        List<RomStatus> all = store.list();
        String ready = all.stream().filter(RomStatus::ready).count() + " of " + all.size() + " games";
        if (isMissing()) {
            return Finding.warn(
                    WHAT,
                    ready + ", " + game + " is missing: 'dqn train' fetches it when it begins, 'dqn roms fetch' now."
                            + " The rest is looked at with " + RomCatalog.OWN_GAME
                            + ", which is trained too where it cannot be fetched.");
        }
        String text = ready + (game.equals(Catch.NAME) ? ", and Catch, which needs none" : ", " + game + " among them");
        Optional<RomStatus> bad =
                all.stream().filter(rom -> rom.condition() == Condition.BAD).findFirst();
        return bad.map(rom ->
                        Finding.warn(WHAT, text + ", but " + rom.finding() + ": remove it, then run 'dqn roms fetch'."))
                .orElseGet(() -> Finding.ok(WHAT, text));
    }

    /** Whether the game needs a ROM that is not there. */
    boolean isMissing() {
        return file.isEmpty()
                && !game.equals(Catch.NAME)
                && Games.store().status(game).condition() == Condition.MISSING;
    }
}
