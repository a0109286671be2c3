package dqn.replay;

/**
 * The {@code replay} part of the configuration.
 *
 * @param capacity transitions kept; 0 for no replay: the newest transition alone is learnt from
 * @param start transitions stored before learning begins
 * @param sampling how transitions are drawn
 * @param withReplacement whether one batch may hold a transition twice
 * @param clear when everything is forgotten
 */
public record ReplayConfig(long capacity, long start, Sampling sampling, boolean withReplacement, Clear clear) {
    /** How transitions are drawn. */
    public enum Sampling {
        UNIFORM
    }

    /** When everything is forgotten. */
    public enum Clear {
        NEVER,
        /** At the start of each iteration. */
        ITERATION
    }
}
