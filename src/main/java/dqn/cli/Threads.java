package dqn.cli;

import java.util.OptionalInt;

/** How many threads the network engine gets. */
final class Threads {
    /** What the launcher has found out: from the command line, the environment or the machine. */
    private static final String PROPERTY = "dqn.threads";

    private Threads() {}

    /** Whether OpenMP leaves the threads to the fast engine, which would otherwise get too many. */
    static boolean areOurs() {
        return "1".equals(System.getenv("OMP_NUM_THREADS"));
    }

    /** The launcher's word, else the configuration's, else one for each processor. */
    static int of(OptionalInt configured) {
        return Integer.getInteger(
                PROPERTY, configured.orElse(Runtime.getRuntime().availableProcessors()));
    }
}
