package dqn.env.ale;

/**
 * What was found where a game's ROM belongs.
 *
 * @param game the game
 * @param condition whether it can be played
 * @param finding what was found, as the beginning of a sentence that names the file
 */
public record RomStatus(String game, Condition condition, String finding) {
    /** Whether a ROM can be played. */
    public enum Condition {
        /** The content is the game's. */
        READY,
        /** There is nothing. */
        MISSING,
        /** There is something else. */
        BAD
    }

    /** Whether the game can be played. */
    public boolean ready() {
        return condition == Condition.READY;
    }
}
