package dqn.core;

import java.io.DataInputStream;
import java.io.IOException;

/** Where blocks are found again that a saved state refers to. */
@FunctionalInterface
public interface BlockSource {
    /** For a state that was saved whole, without blocks beside it. */
    BlockSource NONE = sha256 -> {
        throw new IOException("there is no block " + sha256 + " beside it");
    };

    /**
     * Opens a block from its beginning.
     *
     * @param sha256 in hexadecimal digits, perhaps forged
     * @throws IOException if there is none such
     */
    DataInputStream open(String sha256) throws IOException;
}
