package dqn.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a checkpoint says about itself, its {@code manifest.json}.
 *
 * @param frameCount frames at which it was taken
 * @param counters other counters, for a reader; what a run goes on from is in the parts
 * @param metadata anything else worth knowing
 * @param files every other file of the checkpoint, by name
 * @param sha256 over all of the above, so that the manifest too is known to be whole
 */
public record CheckpointManifest(
        long frameCount,
        Map<String, Long> counters,
        Map<String, String> metadata,
        Map<String, FileEntry> files,
        String sha256) {
    static final String NAME = "manifest.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int BUFFER_BYTES = 1 << 20;

    /**
     * A file of the checkpoint.
     *
     * @param size in bytes
     * @param sha256 in hexadecimal digits
     * @param optional whether the file may be missing, because only the newest checkpoint keeps it
     */
    public record FileEntry(long size, String sha256, boolean optional) {
        static FileEntry of(Path file, boolean optional) throws IOException {
            return new FileEntry(Files.size(file), digest(file), optional);
        }
    }

    /** Copies the maps, sorted, so that the same content is always the same text. */
    public CheckpointManifest {
        counters = Collections.unmodifiableMap(new TreeMap<>(counters));
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** What the writer of a checkpoint is told; it adds the files. */
    public static CheckpointManifest of(long frameCount, Map<String, Long> counters, Map<String, String> metadata) {
        return new CheckpointManifest(frameCount, counters, metadata, Map.of(), "");
    }

    CheckpointManifest withFiles(Map<String, FileEntry> entries) {
        return sealed(new CheckpointManifest(frameCount, counters, metadata, entries, ""));
    }

    boolean isIntact() {
        return equals(sealed(new CheckpointManifest(frameCount, counters, metadata, files, "")));
    }

    String toJson() {
        return JSON.writeValueAsString(this) + "\n";
    }

    /**
     * Reads the manifest of a checkpoint.
     *
     * @throws IOException if there is none
     * @throws tools.jackson.core.JacksonException if it is none
     */
    static CheckpointManifest read(Path directory) throws IOException {
        return JSON.readValue(Files.readString(directory.resolve(NAME)), CheckpointManifest.class);
    }

    private static CheckpointManifest sealed(CheckpointManifest open) {
        byte[] text = open.toJson().getBytes(StandardCharsets.UTF_8);
        String seal = HexFormat.of().formatHex(sha256Digest().digest(text));
        return new CheckpointManifest(open.frameCount, open.counters, open.metadata, open.files, seal);
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = sha256Digest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
