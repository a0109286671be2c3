package dqn.network;

import java.io.IOException;
import java.nio.file.Path;

/** Keeps networks in files. */
public interface ModelFormat {
    /** Writes configuration, parameters and optimiser state. The same model gives the same bytes. */
    void write(Path file, ModelSnapshot model) throws IOException;

    /**
     * Reads a model file.
     *
     * @throws IOException with a sentence for a person if it is damaged or no such model
     */
    ModelSnapshot read(Path file) throws IOException;
}
