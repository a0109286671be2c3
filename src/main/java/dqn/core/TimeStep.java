package dqn.core;

/**
 * What an environment tells after a reset or a step, without the observation (the caller copies that when it wants it).
 *
 * @param kind where in the episode this step lies
 * @param reward the reward since the step before, unclipped; 0 on FIRST
 * @param discount the environment's own discount: 0 where nothing of value follows (termination, or a lost life where
 *     that is configured), else 1; the agent multiplies it with its gamma
 * @param gameOver whether the game itself has ended, by termination or truncation; false on a lost life that only ends
 *     the training episode
 */
public record TimeStep(Kind kind, double reward, double discount, boolean gameOver) {
    /** Position in an episode, as in dm_env. */
    public enum Kind {
        FIRST,
        MID,
        LAST
    }

    /** What most steps of most games are: nothing is allocated for it. */
    private static final TimeStep UNEVENTFUL = new TimeStep(Kind.MID, 0, 1, false);

    /** The step that a reset yields. */
    public static TimeStep first() {
        return new TimeStep(Kind.FIRST, 0, 1, false);
    }

    /** A step inside an episode. */
    public static TimeStep mid(double reward) {
        return reward == 0 ? UNEVENTFUL : new TimeStep(Kind.MID, reward, 1, false);
    }

    /** The same with another reward. */
    public TimeStep withReward(double other) {
        return reward == other ? this : new TimeStep(kind, other, discount, gameOver);
    }

    /** The end of a game that ended by its own rules: nothing follows. */
    public static TimeStep termination(double reward) {
        return new TimeStep(Kind.LAST, reward, 0, true);
    }

    /** The end of a game that was cut off: its last observation still has a value. */
    public static TimeStep truncation(double reward) {
        return new TimeStep(Kind.LAST, reward, 1, true);
    }

    /** Whether the (training) episode ends here. */
    public boolean isLast() {
        return kind == Kind.LAST;
    }
}
