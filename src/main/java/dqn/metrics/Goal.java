package dqn.metrics;

/**
 * What a run is to reach, as progress displays count it.
 *
 * @param unit what is counted
 * @param total how many of them
 */
public record Goal(Unit unit, long total) {
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
}
