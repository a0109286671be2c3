package dqn.network;

/** Builds networks. */
public interface NetworkBackend {
    /** Its name on the command line. */
    String name();

    /** Threads that it computes on. */
    int threads();

    /** What it computes in: float32 or bf16. */
    String precision();

    /** A network for inference only, its parameters drawn by {@code seed}. */
    QNetwork create(NetworkSpec spec, long seed);

    /** A network that learns. */
    QNetwork create(NetworkSpec spec, long seed, OptimizerSpec optimizer, StepConfig gradient);
}
