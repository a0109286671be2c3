package dqn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.Block;
import dqn.core.BlockSource;
import dqn.core.Checkpointable;
import dqn.core.DqnException;
import dqn.core.Frozen;
import dqn.core.Sha256;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What checkpoints share. */
class BlocksTest {
    @TempDir
    Path run;

    private CheckpointWriter writer;
    private CheckpointStore store;
    /** Every block that was really written out. */
    private final List<String> written = new ArrayList<>();

    @BeforeEach
    void open() {
        writer = new CheckpointWriter(run, 2);
        store = new CheckpointStore(run);
    }

    private void write(long frames, String... texts) {
        writer.write(
                CheckpointManifest.of(
                        frames, frames == 100 ? OptionalDouble.of(1) : OptionalDouble.empty(), Map.of(), Map.of()),
                Map.of("replay", new Texts(List.of(texts))),
                Map.of());
    }

    private List<String> read(Checkpoint checkpoint) {
        Reader reader = new Reader();
        checkpoint.load(Map.of("replay", reader));
        return reader.texts;
    }

    private List<String> newest() {
        return read(store.newest().orElseThrow());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(run.resolve("checkpoints/blocks"))) {
            return files.sorted().toList();
        }
    }

    private static Path file(Path run, String text) throws IOException {
        return run.resolve("checkpoints/blocks/" + Sha256.of(out -> out.writeUTF(text)));
    }

    @Test
    void storesEachOnce() throws IOException {
        write(100, "a", "b");
        write(200, "a", "b", "c");
        write(300, "b", "c", "d", "d");
        assertThat(written).containsExactly("a", "b", "c", "d");
        assertThat(newest()).containsExactly("b", "c", "d", "d");
        assertThat(read(Checkpoint.open(run.resolve("checkpoints/200")))).containsExactly("a", "b", "c");
        assertThat(files()).hasSize(4);
    }

    @Test
    void storesNoneAgainAfterAResume() {
        write(100, "a", "b");
        open();
        write(200, "a", "b", "c");
        assertThat(written).containsExactly("a", "b", "c");
        assertThat(newest()).containsExactly("a", "b", "c");
    }

    @Test
    void dropsThoseThatNoCheckpointRefersTo() throws IOException {
        write(100, "a", "b");
        write(200, "b", "c");
        write(300, "c", "d"); // the first, the best, loses its replay
        assertThat(files()).containsExactlyInAnyOrder(file(run, "b"), file(run, "c"), file(run, "d"));
        write(400, "d", "a");
        assertThat(written).containsExactly("a", "b", "c", "d", "a");
        assertThat(newest()).containsExactly("d", "a");
    }

    @Test
    void clearsAwayWhatAKilledProcessLeft() throws IOException {
        write(100, "a");
        Files.writeString(run.resolve("checkpoints/blocks/.tmp-x"), "half");
        Files.writeString(file(run, "b"), "of a checkpoint that never was");
        open();
        writer.dropBefore(100);
        assertThat(files()).containsExactly(file(run, "a"));
    }

    @Test
    void oneThatIsDamagedSpoilsTheCheckpointsThatReferToIt() throws IOException {
        write(100, "a", "b");
        write(200, "b", "c");
        Files.writeString(file(run, "c"), "CCC");
        assertThat(newest()).containsExactly("a", "b");
        assertThatThrownBy(() -> Checkpoint.open(run.resolve("checkpoints/200")))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("was changed");
        open();
        write(200, "b", "c"); // as the run that went on from the first comes by again
        assertThat(newest()).containsExactly("b", "c");
        Files.delete(file(run, "b"));
        assertThat(store.newest()).isEmpty();
        assertThat(store.newestAgent()).isPresent();
    }

    @Test
    void noneGoesWhileACheckpointCannotSayWhatItNeeds() throws IOException {
        write(100, "a", "b");
        write(200, "b", "c");
        Path manifest = run.resolve("checkpoints/200/manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"format\" : [0-9]+", "\"format\" : 999"));
        open();
        writer.dropBefore(100);
        assertThat(newest()).containsExactly("a", "b");
        Files.writeString(manifest, text);
        assertThat(newest()).containsExactly("b", "c");
    }

    @Test
    void thoseThatSomebodyHasRemovedAreStoredAgain() throws IOException {
        write(100, "a", "b");
        for (Path file : files()) {
            Files.delete(file);
        }
        write(200, "a", "c");
        assertThat(newest()).containsExactly("a", "c");
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() {
        BlockStore blocks = new BlockStore(run);
        for (String name : List.of("", "../outside", "/etc/passwd", "A".repeat(64), "a".repeat(63))) {
            assertThatThrownBy(() -> blocks.open(name)).isInstanceOf(IOException.class);
        }
    }

    private final class Texts implements Frozen {
        private final List<String> texts;

        Texts(List<String> texts) {
            this.texts = texts;
        }

        @Override
        public List<Block> blocks() {
            return texts.stream().map(text -> (Block) new Text(text)).toList();
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(texts.size());
            for (Block block : blocks()) {
                out.writeUTF(block.sha256());
            }
        }
    }

    private final class Text implements Block {
        private final String text;

        Text(String text) {
            this.text = text;
        }

        @Override
        public String sha256() throws IOException {
            return Sha256.of(out -> out.writeUTF(text));
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            written.add(text);
            out.writeUTF(text);
        }
    }

    private static final class Reader implements Checkpointable {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void save(DataOutput out) {}

        @Override
        public void load(DataInput in) {}

        @Override
        public void load(DataInput in, BlockSource blocks) throws IOException {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                try (DataInputStream block = blocks.open(in.readUTF())) {
                    texts.add(block.readUTF());
                }
            }
        }
    }
}
