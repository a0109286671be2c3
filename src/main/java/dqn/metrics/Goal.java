package dqn.metrics;

/**
 * What a run is to reach, as progress displays count it.
 *
 * @param unit what is counted
 * @param total how many of them, {@link #UNKNOWN} where the end cannot be told in them
 */
public record Goal(Unit unit, long total) {
    /** The total of a run that goes on until something else ends it. */
    public static final long UNKNOWN = -1;

    /** What is counted. */
    public enum Unit {
        FRAMES("frames"),
        AGENT_STEPS("agent steps"),
        EPISODES("episodes");

        private final String plural;

        Unit(String plural) {
            this.plural = plural;
        }

        @Override
        public String toString() {
            return plural;
        }
    }

    /** Whether the total is known. */
    public boolean isKnown() {
        return total != UNKNOWN;
    }
}
