package dqn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.checkpoint.CheckpointManifest.FileEntry;
import dqn.core.Checkpointable;
import dqn.core.DqnException;
import dqn.core.FileContent;
import dqn.core.Frozen;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    Path run;

    private CheckpointWriter writer;
    private CheckpointStore store;

    @BeforeEach
    void open() {
        writer = new CheckpointWriter(run, 3);
        store = new CheckpointStore(run);
    }

    private Path write(long frames) {
        return write(frames, OptionalDouble.empty());
    }

    private Path write(long frames, double quality) {
        return write(frames, OptionalDouble.of(quality));
    }

    private Path write(long frames, OptionalDouble quality) {
        return writer.write(
                CheckpointManifest.of(frames, quality, Map.of("episodeCount", frames / 100), Map.of("game", "catch")),
                Map.of("agent", new Counter(frames).freeze(), "replay", new Counter(frames + 1).freeze()),
                Map.of("model.zip", file -> Files.writeString(file, "model " + frames)));
    }

    private long newestFrames() {
        return store.newest().orElseThrow().manifest().frameCount();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(run.resolve("checkpoints"))) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aManifestWithoutAFilesEntryIsPassedOverThoughItsSealIsRight() throws IOException {
        write(100);
        Path damaged = write(200).resolve(CheckpointManifest.NAME);
        String json = Files.readString(damaged);
        assertThat(json).contains("\"model.zip\"");
        Files.writeString(damaged, json.replaceAll("(?s)(\"model.zip\" : )\\{[^}]*}", "$1null"));
        assertThatThrownBy(() -> Resealed.sealAsItIs(damaged.getParent())).isInstanceOf(IOException.class);
        assertThat(newestFrames()).isEqualTo(100);
    }

    @Test
    void givesBackWhatWasWritten() throws IOException {
        write(100);
        Checkpoint checkpoint = store.newest().orElseThrow();
        Counter agent = new Counter(0);
        Counter replay = new Counter(0);
        checkpoint.load(Map.of("agent", agent, "replay", replay));
        assertThat(agent.value).isEqualTo(100);
        assertThat(replay.value).isEqualTo(101);
        assertThat(checkpoint.path("model.zip")).hasContent("model 100");
        assertThat(checkpoint.manifest().counters()).containsExactly(Map.entry("episodeCount", 1L));
        assertThat(checkpoint.manifest().metadata()).containsExactly(Map.entry("game", "catch"));
        assertThat(checkpoint.directory()).isEqualTo(run.resolve("checkpoints/100"));
    }

    @Test
    void isEmptyWhereNothingWasWritten() {
        assertThat(store.newest()).isEmpty();
        assertThat(store.bestAgent()).isEmpty();
        assertThat(new CheckpointStore(run.resolve("elsewhere")).newest()).isEmpty();
    }

    @Test
    void countsFramesAsNumbers() {
        write(900);
        write(1_000);
        assertThat(newestFrames()).isEqualTo(1_000);
    }

    @Test
    void writesTheSameBytesForTheSameState() throws IOException {
        Path first = write(100);
        String manifest = Files.readString(first.resolve("manifest.json"));
        assertThat(Files.readString(write(100).resolve("manifest.json"))).isEqualTo(manifest);
    }

    @Test
    void keepsTheLastAndTheBest() throws IOException {
        write(100, 3);
        write(200, 2.5);
        write(300, 3); // no better
        for (int frames = 400; frames <= 600; frames += 100) {
            write(frames);
        }
        assertThat(names()).containsExactly("100", "400", "500", "600");
        assertThat(store.bestAgent().orElseThrow().manifest().frameCount()).isEqualTo(100);
        write(700, 3.5);
        assertThat(names()).containsExactly("500", "600", "700");
        assertThat(store.bestAgent().orElseThrow().manifest().frameCount()).isEqualTo(700);
    }

    /** Killed between a checkpoint's appearance and the going of others. */
    @Test
    void dropsLaterWhatAKilledProcessHadNoTimeTo() throws IOException {
        write(100, 3);
        for (int frames = 200; frames <= 700; frames += 100) {
            new CheckpointWriter(run, 100).write(facts(frames), Map.of("replay", new Counter(1).freeze()), Map.of());
        }
        open();
        writer.dropBefore(700);
        assertThat(names()).containsExactly("100", "500", "600", "700");
        assertThat(run.resolve("checkpoints/100/replay.bin")).doesNotExist();
    }

    private static CheckpointManifest facts(long frames) {
        return CheckpointManifest.of(frames, OptionalDouble.empty(), Map.of(), Map.of());
    }

    @Test
    void keepsTheReplayOfTheNewestAlone() {
        write(100, 1);
        for (int frames = 200; frames <= 500; frames += 100) {
            write(frames);
        }
        Checkpoint best = store.bestAgent().orElseThrow();
        assertThat(best.path("replay.bin")).doesNotExist();
        assertThat(best.path("agent.bin")).exists();
        for (int frames = 300; frames <= 500; frames += 100) {
            assertThat(Checkpoint.open(run.resolve("checkpoints/" + frames))).isNotNull();
        }
        assertThatThrownBy(() -> best.load(Map.of("replay", new Counter(-1)))).isInstanceOf(DqnException.class);
    }

    @Test
    void passesOverWhatIsNotWhole() throws IOException {
        write(100);
        Path model = write(200).resolve("model.zip");
        Files.writeString(model, "mod");
        assertThat(newestFrames()).isEqualTo(100);
        assertThatThrownBy(() -> Checkpoint.open(run.resolve("checkpoints/200")))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("model.zip has 3 bytes instead of 9");
        Files.delete(model);
        assertThatThrownBy(() -> Checkpoint.open(run.resolve("checkpoints/200")))
                .hasMessageContaining("model.zip is missing");
        assertThat(newestFrames()).isEqualTo(100);
    }

    @Test
    void seesEveryFlippedBit() throws IOException {
        write(100);
        Path damaged = write(200);
        CheckpointManifest manifest = Checkpoint.open(damaged).manifest();
        for (String name : List.of("agent.bin", "replay.bin", "model.zip", "manifest.json")) {
            Path file = damaged.resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int bit = 0; bit < 8 * good.length; bit += 13) {
                byte[] bad = good.clone();
                bad[bit / 8] ^= (byte) (1 << (bit % 8));
                Files.write(file, bad);
                assertIsRefusedOrSays(manifest, damaged, name);
            }
            Files.write(file, good);
        }
        assertThat(newestFrames()).isEqualTo(200);
    }

    /** A manifest with, say, a tab for a space says the same. */
    private static void assertIsRefusedOrSays(CheckpointManifest manifest, Path damaged, String name) {
        try {
            assertThat(Checkpoint.open(damaged).manifest()).isEqualTo(manifest);
            assertThat(name).isEqualTo(CheckpointManifest.NAME);
        } catch (DqnException e) {
            assertThat(e).hasMessageContaining("is not whole");
        }
    }

    @Test
    void passesOverWhatAnotherVersionHasWritten() throws IOException {
        write(100);
        Path manifest = write(200).resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"format\" : [0-9]+", "\"format\" : 999"));
        assertThat(newestFrames()).isEqualTo(100);
        assertThatThrownBy(() -> Checkpoint.open(run.resolve("checkpoints/200")))
                .hasMessageContaining("format 999 by another version");
        Files.writeString(manifest, text.replaceFirst("\"format\" : [0-9]+,", ""));
        assertThatThrownBy(() -> Checkpoint.open(run.resolve("checkpoints/200")))
                .hasMessageContaining("format 1 by another version");
    }

    @Test
    void passesOverWhatARunCannotGoOnFrom() throws IOException {
        write(100);
        Path newer = write(200);
        byte[] manifest = Files.readAllBytes(newer.resolve("manifest.json"));
        byte[] flipped = manifest.clone();
        flipped[10] ^= (byte) 0x80; // no text any more
        Files.write(newer.resolve("manifest.json"), flipped);
        open();
        assertThat(newestFrames()).isEqualTo(100);
        Files.write(newer.resolve("manifest.json"), manifest);
        assertThat(newestFrames()).isEqualTo(200);
        Files.delete(newer.resolve("replay.bin"));
        assertThat(newestFrames()).isEqualTo(100);
        assertThat(store.newestAgent().orElseThrow().directory()).isEqualTo(newer);
    }

    @Test
    void looksAtNoFileOutside() throws IOException {
        Path outside = Files.writeString(run.resolve("outside"), "model 100");
        Path model = write(100).resolve("model.zip");
        Files.delete(model);
        Files.createSymbolicLink(model, outside);
        assertThatThrownBy(() -> Checkpoint.open(run.resolve("checkpoints/100")))
                .hasMessageContaining("model.zip is no file");

        CheckpointManifest forged = facts(100).with(Map.of("../../outside", FileEntry.of(outside, false)), Map.of());
        Files.writeString(run.resolve("checkpoints/100/manifest.json"), forged.toJson());
        assertThatThrownBy(() -> Checkpoint.open(run.resolve("checkpoints/100")))
                .hasMessageContaining("no file of it can be called ../../outside");
    }

    @Test
    void passesOverADirectoryWithoutAManifest() throws IOException {
        write(100);
        Files.delete(write(200).resolve("manifest.json"));
        Files.createDirectory(run.resolve("checkpoints/300"));
        Files.writeString(run.resolve("checkpoints/400"), "a file");
        Files.createDirectory(run.resolve("checkpoints/500"));
        Files.writeString(run.resolve("checkpoints/500/manifest.json"), "{\"frameCount\": 500}");
        assertThat(newestFrames()).isEqualTo(100);
    }

    /** Such as a model that was unpacked. */
    @Test
    void goesWithWhatSomebodyHasPutIntoIt() throws IOException {
        Path old = write(100);
        Files.createDirectories(old.resolve("model/dqn"));
        Files.writeString(old.resolve("model/dqn/config.yaml"), "game: pong");
        for (int frames = 200; frames <= 600; frames += 100) {
            write(frames);
        }
        assertThat(run.resolve("checkpoints"))
                .isDirectoryNotContaining(
                        entry -> entry.getFileName().toString().contains("100"));
    }

    @Test
    void replacesWhatTheRunDidNotGoOnFrom() throws IOException {
        write(100);
        Files.delete(write(200).resolve("model.zip"));
        Files.delete(write(300).resolve("model.zip"));
        writer.dropBefore(100);
        assertThat(names()).containsExactly("100", "200", "300"); // they might still be mended
        write(200);
        assertThat(newestFrames()).isEqualTo(200);
        assertThat(names()).containsExactly("100", "200");
    }

    @Test
    void leavesNoTraceOfAFailedWrite() throws IOException {
        write(100, 1);
        FileContent full = file -> {
            Files.writeString(file, "half");
            throw new IOException("No space left on device");
        };
        assertThatThrownBy(() ->
                        writer.write(facts(200), Map.of("agent", new Counter(1).freeze()), Map.of("model.zip", full)))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("checkpoints/200")
                .hasMessageContaining("No space left on device");
        assertThat(names()).containsExactly("100");
        assertThat(store.newest()).isPresent();
    }

    @Test
    void keepsTheOldOneWhenItsReplacementFails() throws IOException {
        write(100);
        Frozen broken = out -> {
            throw new IllegalStateException("broken");
        };
        assertThatThrownBy(() -> writer.write(facts(100), Map.of("agent", broken), Map.of()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(newestFrames()).isEqualTo(100);
        assertThat(names()).containsExactly("100");
    }

    @Test
    void clearsAwayWhatAKilledProcessLeft() throws IOException {
        write(100);
        Path checkpoints = run.resolve("checkpoints");
        Files.createDirectory(checkpoints.resolve(".tmp-200"));
        Files.writeString(checkpoints.resolve(".tmp-200/agent.bin"), "half");
        assertThat(newestFrames()).isEqualTo(100);
        open();
        assertThat(names()).containsExactly("100");
    }

    @Test
    void undoesAReplacementThatWasCutInTwo() throws IOException {
        Path checkpoint = write(100);
        Files.move(checkpoint, checkpoint.resolveSibling(".old-100"));
        open();
        assertThat(newestFrames()).isEqualTo(100);
        assertThat(names()).containsExactly("100");
    }

    @Test
    void refusesAPartOfAnotherShape() {
        Checkpoint checkpoint = Checkpoint.open(write(100));
        assertThatThrownBy(() -> checkpoint.load(Map.of("agent", part(in -> in.readInt()))))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("more was saved than was read");
        assertThatThrownBy(() -> checkpoint.load(Map.of("agent", part(in -> in.readFully(new byte[9])))))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("agent")
                .hasMessageContaining("it ends too early");
        assertThatThrownBy(() -> checkpoint.load(Map.of("environment", new Counter(0))))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("environment");
    }

    @Test
    void saysWhenItCannotBeWritten() throws IOException {
        Path file = Files.writeString(run.resolve("file"), "");
        assertThatThrownBy(() -> new CheckpointWriter(file, 3))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("cannot be written");
    }

    private interface Reading {
        void from(DataInput in) throws IOException;
    }

    private static Checkpointable part(Reading reading) {
        return new Checkpointable() {
            @Override
            public void save(DataOutput out) {}

            @Override
            public void load(DataInput in) throws IOException {
                reading.from(in);
            }
        };
    }
}
