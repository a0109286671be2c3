package dqn.env.ale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.core.DqnException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RomImportTest {
    @TempDir
    private Path temporary;

    private Path source;
    private Path roms;
    private RomStore store;

    @BeforeEach
    void makeStore() throws IOException {
        source = Files.createDirectory(temporary.resolve("source"));
        roms = temporary.resolve("roms");
        store = new RomStore(roms, MadeUpRoms.CATALOG);
    }

    @Test
    void findsRomsInAFolderByTheirContent() throws IOException {
        Path deep = Files.createDirectories(source.resolve("a/b"));
        Files.write(deep.resolve("Labyrinth (1982) [!].a26"), MadeUpRoms.LABYRINTH);
        Files.write(source.resolve("labyrinth.bin"), MadeUpRoms.CATCH);
        Files.write(source.resolve("duel.bin"), MadeUpRoms.DUEL);
        Files.write(source.resolve("catch.bin"), MadeUpRoms.STRANGER);

        ImportSummary summary = store.importFrom(source);

        assertThat(summary.imported()).containsExactly("catch", "labyrinth");
        assertThat(summary.alreadyThere()).isEmpty();
        assertThat(summary.twoPlayer()).containsExactly("duel");
        assertThat(summary.unknown()).isEqualTo(1);
        assertStoreHoldsBothGames();
    }

    /** 10 GB of zeros, without a block on the disk. */
    @Test
    void readsNoMoreOfALargeFileThanARomIsLong() throws IOException {
        Path large = source.resolve("large.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(10L << 30);
        }
        assertThat(store.importFrom(source).unknown()).isEqualTo(1);
        assertThat(store.importFrom(large).unknown()).isEqualTo(1);
        assertThatThrownBy(() -> store.requireFile("catch", large)).hasMessageContaining("too long");
    }

    /** Nobody writes into the pipe, and devices never end. */
    @Test
    void waitsForNoPipe() throws Exception {
        Path pipe = source.resolve("pipe.bin");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "no pipes here");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assertThat(store.importFrom(source).imported()).isEmpty();
        assertThatThrownBy(() -> store.importFrom(pipe)).hasMessageContaining("not an ordinary file");
        assertThatThrownBy(() -> store.requireFile("catch", pipe)).hasMessageContaining("not an ordinary file");
    }

    /** Each entry inflates to 100 MB; names lead out of the folder. */
    @Test
    void takesNothingOutOfABombAndPutsNothingElsewhere() throws IOException {
        Path bomb = source.resolve("bomb.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            for (String name : List.of("../../escaped.bin", "/tmp/escaped.bin", "..\\escaped.bin")) {
                zip.putNextEntry(new ZipEntry(name));
                for (int i = 0; i < 100; i++) {
                    zip.write(new byte[1 << 20]);
                }
            }
            zip.putNextEntry(new ZipEntry("../../catch.bin"));
            zip.write(MadeUpRoms.CATCH);
        }
        ImportSummary summary = store.importFrom(bomb);
        assertThat(summary.imported()).containsExactly("catch");
        assertThat(summary.unknown()).isEqualTo(3);
        try (Stream<Path> all = Files.walk(temporary)) {
            assertThat(all.filter(Files::isRegularFile)).containsExactlyInAnyOrder(bomb, roms.resolve("catch.bin"));
        }
    }

    @Test
    void findsNothingNewTheSecondTime() throws IOException {
        Files.write(source.resolve("x"), MadeUpRoms.CATCH);
        store.importFrom(source);

        ImportSummary again = store.importFrom(source);

        assertThat(again.imported()).isEmpty();
        assertThat(again.alreadyThere()).containsExactly("catch");
    }

    @Test
    void takesAWheelAndAZipInsideAFolder() throws IOException {
        MadeUpRoms.zip(
                source.resolve("games-1.0-any.whl"),
                Map.of(
                        "games/roms/catch.bin",
                        MadeUpRoms.CATCH,
                        "games/__init__.py",
                        "pass".getBytes(StandardCharsets.UTF_8)));
        MadeUpRoms.zip(source.resolve("no-ending"), Map.of("Labyrinthe fran\u00e7ais.bin", MadeUpRoms.LABYRINTH));

        assertThat(store.importFrom(source).imported()).containsExactly("catch", "labyrinth");
        assertStoreHoldsBothGames();
    }

    @Test
    void neverUsesTheNamesInAZip() throws IOException {
        Path zip = MadeUpRoms.zip(
                source.resolve("slip.zip"),
                Map.of("../../evil.bin", MadeUpRoms.CATCH, "/labyrinth/../../x", MadeUpRoms.LABYRINTH));

        store.importFrom(zip);

        assertStoreHoldsBothGames();
        assertThat(temporary).isDirectoryNotContaining("glob:**evil*");
    }

    @Test
    void readsNoMoreOfAnEntryThanARomIsLong() throws IOException {
        byte[] rom = Arrays.copyOf(MadeUpRoms.CATCH, 64 << 20);
        Path bomb = MadeUpRoms.zip(source.resolve("bomb.zip"), new TreeMap<>(Map.of("catch.bin", rom)));

        ImportSummary summary = store.importFrom(bomb);

        assertThat(summary.foundAny()).isFalse();
        assertThat(summary.unknown()).isEqualTo(1);
    }

    @Test
    void replacesABadRom() throws IOException {
        Files.createDirectory(roms);
        Files.write(roms.resolve("catch.bin"), MadeUpRoms.STRANGER);
        Path file = Files.write(source.resolve("x"), MadeUpRoms.CATCH);

        assertThat(store.importFrom(file).imported()).containsExactly("catch");
        assertThat(roms.resolve("catch.bin")).hasBinaryContent(MadeUpRoms.CATCH);
    }

    @Test
    void doesNotReplaceAFolder() throws IOException {
        Files.createDirectories(roms.resolve("catch.bin"));
        Path file = Files.write(source.resolve("x"), MadeUpRoms.CATCH);

        assertThatThrownBy(() -> store.importFrom(file))
                .isInstanceOf(DqnException.class)
                .hasMessageContainingAll("Cannot write", "catch.bin");
        assertThat(roms).isDirectoryNotContaining("glob:**/.catch*");
    }

    @Test
    void countsADamagedZipInAFolderAsUnknown() throws IOException {
        Path zip = MadeUpRoms.zip(source.resolve("whole.zip"), Map.of("catch.bin", MadeUpRoms.CATCH));
        byte[] whole = Files.readAllBytes(zip);
        Files.delete(zip);
        Path damaged = Files.write(source.resolve("damaged.zip"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(store.importFrom(source).unknown()).isEqualTo(1);
        assertThatThrownBy(() -> store.importFrom(damaged))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("Cannot import from " + damaged);
    }

    @Test
    void goesOnBehindADamagedEntryOfAZip() throws IOException {
        Path zip = MadeUpRoms.zip(
                source.resolve("damaged.zip"),
                new TreeMap<>(Map.of("a.bin", MadeUpRoms.LABYRINTH, "catch.bin", MadeUpRoms.CATCH)));
        byte[] bytes = Files.readAllBytes(zip);
        bytes[30 + "a.bin".length()] = (byte) 0xff; // no such block is there in a deflated stream
        Files.write(zip, bytes);

        ImportSummary summary = store.importFrom(zip);
        assertThat(summary.unknown()).isEqualTo(1);
        assertThat(summary.imported()).containsExactly("catch");
    }

    @Test
    void doesNotTakeWhatTheEmulatorWouldUnpack() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(MadeUpRoms.CATCH);
        }
        Path file = Files.write(source.resolve("catch.bin"), packed.toByteArray());

        assertThat(store.importFrom(file).foundAny()).isFalse();
    }

    @Test
    void refusesASourceThatIsNotThere() {
        assertThatThrownBy(() -> store.importFrom(temporary.resolve("gone")))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("gone does not exist");
    }

    private void assertStoreHoldsBothGames() {
        assertThat(roms.resolve("catch.bin")).hasBinaryContent(MadeUpRoms.CATCH);
        assertThat(roms.resolve("labyrinth.bin")).hasBinaryContent(MadeUpRoms.LABYRINTH);
        assertThat(roms.toFile().list()).hasSize(2);
    }

    @Test
    void followsALinkToTheFolderButNoneInIt() throws IOException {
        Files.write(source.resolve("a.bin"), MadeUpRoms.CATCH);
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.write(elsewhere.resolve("b.bin"), MadeUpRoms.LABYRINTH);
        Files.createSymbolicLink(source.resolve("linked"), elsewhere);
        Files.createSymbolicLink(source.resolve("round"), source);
        Path link = Files.createSymbolicLink(temporary.resolve("link"), source);

        assertThat(store.importFrom(link).imported()).containsExactly("catch");
    }
}
