package dqn.cli;

import java.util.OptionalInt;

/** How many threads the network engine gets. */
final class Threads {
    /** What the launcher has found out: from the command line, the environment or the machine. */
    private static final String PROPERTY = "dqn.threads";

    /** By which a person gives a number to all runs. */
    private static final String VARIABLE = "DQN_THREADS";

    private Threads() {}

    /** Whether OpenMP leaves the threads to the fast engine, which would otherwise get too many. */
    static boolean areOurs() {
        return "1".equals(System.getenv("OMP_NUM_THREADS"));
    }

    /**
     * The launcher's word where a person gave it by the environment, for that comes before a file; else the
     * configuration's, which the launcher cannot read in all its forms; else the launcher's, or one for each processor.
     */
    static int of(OptionalInt configured) {
        int usual = configured.orElse(Runtime.getRuntime().availableProcessors());
        boolean isAsked = System.getenv(VARIABLE) != null || configured.isEmpty();
        return isAsked ? Integer.getInteger(PROPERTY, usual) : usual;
    }
}
