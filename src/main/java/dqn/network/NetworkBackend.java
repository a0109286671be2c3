package dqn.network;

/** Builds networks. */
public interface NetworkBackend {
    /** Its name on the command line. */
    String name();

    /** Threads that it computes on. */
    int threads();

    /** A network for inference only, its parameters drawn by {@code seed}. */
    QNetwork create(NetworkSpec spec, long seed);

    /** A network that learns. */
    QNetwork create(NetworkSpec spec, long seed, OptimizerSpec optimizer, GradientConfig gradient);
}
