package dqn.network;

/** Builds networks. */
public interface NetworkBackend {
    /** Its name on the command line. */
    String name();

    /** Threads that it computes on. */
    int threads();

    /** What it computes in: float32 or bf16. */
    String precision();

    /**
     * Settles by what such networks will be computed, so that name and precision are true of them.
     *
     * @throws dqn.core.ConfigException if they cannot be computed
     */
    default void meet(NetworkSpec spec) {}

    /** A network for inference only, its parameters drawn by {@code seed}. */
    QNetwork create(NetworkSpec spec, long seed);

    /** A network that learns. */
    QNetwork create(NetworkSpec spec, long seed, OptimizerSpec optimizer, StepConfig gradient);
}
