package dqn.network;

import java.io.IOException;
import java.nio.file.Path;

/** Builds networks, and knows the model file. */
public interface NetworkBackend {
    /** Its name on the command line. */
    String name();

    /** Threads that it computes on. */
    int threads();

    /** A network for inference only, its parameters drawn by {@code seed}. */
    QNetwork create(NetworkSpec spec, long seed);

    /** A network that learns. */
    QNetwork create(NetworkSpec spec, long seed, OptimizerSpec optimizer, GradientConfig gradient);

    /**
     * Writes an ordinary DL4J model file: configuration, parameters, optimiser state. The same model gives the same
     * bytes.
     */
    void writeModel(Path zip, ModelSnapshot model) throws IOException;

    /**
     * Reads a model file, our own or any plain DL4J one that has the same kinds of layers.
     *
     * @throws IOException with a sentence for a person if it is damaged or no such model
     */
    ModelSnapshot readModel(Path zip) throws IOException;
}
