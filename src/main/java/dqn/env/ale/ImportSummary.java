package dqn.env.ale;

import java.util.SortedSet;

/**
 * What an import found.
 *
 * @param imported games whose ROMs are new in the store
 * @param alreadyThere games whose ROMs the store had before
 * @param twoPlayer games for two players, whose ROMs were left out
 * @param unknown number of files that are no known ROM
 */
public record ImportSummary(
        SortedSet<String> imported, SortedSet<String> alreadyThere, SortedSet<String> twoPlayer, int unknown) {
    /** Whether there was any ROM that the catalogue knows. */
    public boolean foundAny() {
        return !(imported.isEmpty() && alreadyThere.isEmpty() && twoPlayer.isEmpty());
    }
}
