package dqn.checkpoint;

import com.fasterxml.jackson.annotation.Nulls;
import dqn.core.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a checkpoint says about itself, its {@code manifest.json}.
 *
 * @param format version of all the files' formats; only {@value #FORMAT} can be read
 * @param frameCount frames at which it was taken
 * @param quality by which the checkpoints of a run are compared, more is better; empty where it is too early to tell
 * @param counters other counters, for a reader; what a run goes on from is in the parts
 * @param metadata anything else worth knowing
 * @param files every other file of the checkpoint, by name
 * @param blocks size of every block that its parts refer to, by SHA-256
 * @param sha256 over all of the above, so that the manifest too is known to be whole
 */
public record CheckpointManifest(
        int format,
        long frameCount,
        OptionalDouble quality,
        Map<String, Long> counters,
        Map<String, String> metadata,
        Map<String, FileEntry> files,
        Map<String, Long> blocks,
        String sha256) {
    /** To be raised whenever any part is written otherwise than before. */
    static final int FORMAT = 3;

    static final String NAME = "manifest.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .build();
    private static final int LARGEST = 64 << 20;

    /**
     * A file of the checkpoint.
     *
     * @param size in bytes
     * @param sha256 in hexadecimal digits
     * @param optional whether the file may be missing, because an old best checkpoint keeps its agent alone
     */
    public record FileEntry(long size, String sha256, boolean optional) {
        static FileEntry of(Path file, boolean optional) throws IOException {
            return new FileEntry(Files.size(file), Sha256.of(out -> Files.copy(file, out)), optional);
        }

        /** Whether a text has the form of a SHA-256. */
        static boolean isDigest(String text) {
            return text.matches("[0-9a-f]{64}");
        }
    }

    /** Copies the maps, sorted, so that the same content is always the same text. */
    public CheckpointManifest {
        counters = Collections.unmodifiableMap(new TreeMap<>(counters));
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        blocks = Collections.unmodifiableMap(new TreeMap<>(blocks));
    }

    /** What the writer of a checkpoint is told; it adds files and blocks. */
    public static CheckpointManifest of(
            long frameCount, OptionalDouble quality, Map<String, Long> counters, Map<String, String> metadata) {
        return new CheckpointManifest(FORMAT, frameCount, quality, counters, metadata, Map.of(), Map.of(), "");
    }

    CheckpointManifest with(Map<String, FileEntry> allFiles, Map<String, Long> allBlocks) {
        return new CheckpointManifest(format, frameCount, quality, counters, metadata, allFiles, allBlocks, "")
                .sealed();
    }

    boolean isIntact() {
        return equals(sealed());
    }

    String toJson() {
        return JSON.writeValueAsString(this) + "\n";
    }

    /**
     * Reads the manifest of a checkpoint.
     *
     * @throws IOException if there is none that this version understands
     */
    static CheckpointManifest read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it has no " + NAME);
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException(NAME + " is larger than any");
        }
        return parse(Files.readAllBytes(file));
    }

    /**
     * Reads the manifest of a checkpoint, if it has a sound one.
     *
     * @throws IOException if what there is cannot be read now
     */
    static Optional<CheckpointManifest> find(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        byte[] text;
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            text = Files.readAllBytes(file);
        } catch (NoSuchFileException e) { // a training has just let go of it
            return Optional.empty();
        }
        try {
            return Optional.of(parse(text)).filter(CheckpointManifest::isIntact);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static CheckpointManifest parse(byte[] text) throws IOException {
        try {
            JsonNode tree = JSON.readTree(new String(text, StandardCharsets.UTF_8));
            int format = tree.path("format").asInt(1); // the first had no number
            if (format != FORMAT) {
                throw new IOException(
                        "it was written in format " + format + " by another version of dqn; this one reads " + FORMAT);
            }
            return JSON.treeToValue(tree, CheckpointManifest.class);
        } catch (JacksonException e) {
            throw new IOException("its manifest cannot be understood", e);
        }
    }

    private CheckpointManifest sealed() {
        CheckpointManifest open =
                new CheckpointManifest(format, frameCount, quality, counters, metadata, files, blocks, "");
        String seal = Sha256.of(open.toJson().getBytes(StandardCharsets.UTF_8));
        return new CheckpointManifest(format, frameCount, quality, counters, metadata, files, blocks, seal);
    }
}
