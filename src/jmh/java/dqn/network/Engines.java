package dqn.network;

import dqn.network.dl4j.Dl4jBackend;
import dqn.network.onednn.OneDnnBackend;

/** The engines by the names that the benchmarks' parameters have. */
final class Engines {
    private static final String FAST = "onednn-";

    private Engines() {}

    /** {@code onednn-THREADS}, or {@code dl4j} on as many threads as {@code OMP_NUM_THREADS} says. */
    static NetworkBackend of(String name) {
        if (name.startsWith(FAST)) {
            return new OneDnnBackend(Integer.parseInt(name.substring(FAST.length())));
        }
        if (name.equals("dl4j")) {
            return new Dl4jBackend();
        }
        throw new IllegalArgumentException("there is no engine " + name + ": say onednn-1, onednn-2 or dl4j");
    }
}
