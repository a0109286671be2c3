package dqn.network.dl4j;

import dqn.network.ModelSnapshot;
import java.io.IOException;
import java.nio.file.Path;

final class ModelFile {
    private ModelFile() {}

    static void write(Path zip, ModelSnapshot model) throws IOException {
        if (zip != null) {
            throw new IOException();
        }
    }

    static ModelSnapshot read(Path zip) throws IOException {
        if (zip != null) {
            throw new IOException();
        }
        return null;
    }
}
