package dqn.replay;

import dqn.core.Block;
import dqn.core.BlockSource;
import dqn.core.Checkpointable;
import dqn.core.Frozen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A frozen state as a checkpoint keeps it.
 *
 * @param bytes what it wrote
 * @param blocks what lies beside it, by SHA-256
 */
record FrozenState(byte[] bytes, Map<String, byte[]> blocks) {
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    static FrozenState of(Frozen frozen) throws IOException {
        Map<String, byte[]> blocks = new LinkedHashMap<>();
        for (Block block : frozen.blocks()) {
            blocks.put(block.sha256(), written(block::writeTo));
        }
        return new FrozenState(written(frozen::writeTo), blocks);
    }

    private static byte[] written(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writing.to(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    void restore(Checkpointable target) throws IOException {
        target.load(stream(bytes), source());
    }

    private BlockSource source() {
        return sha256 -> {
            if (!blocks.containsKey(sha256)) {
                throw new IOException("no block " + sha256);
            }
            return stream(blocks.get(sha256));
        };
    }

    private static DataInputStream stream(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
