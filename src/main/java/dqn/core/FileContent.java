package dqn.core;

import java.io.IOException;
import java.nio.file.Path;

/** Something that writes a file of its own, such as a model in a format of its own. */
@FunctionalInterface
public interface FileContent {
    /** Creates {@code file} and writes it whole. */
    void writeTo(Path file) throws IOException;
}
