package dqn.env.ale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.core.DqnException;
import dqn.env.ale.RomStatus.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused here never reaches the emulator, which would end the process. */
class RomStoreTest {
    @TempDir
    private Path temporary;

    private Path roms;
    private Path catchRom;
    private RomStore store;

    @BeforeEach
    void makeStore() throws IOException {
        roms = Files.createDirectory(temporary.resolve("roms"));
        catchRom = roms.resolve("catch.bin");
        store = new RomStore(roms, MadeUpRoms.CATALOG);
    }

    @Test
    void handsOutARomUnderItsGamesName() throws IOException {
        Files.write(catchRom, MadeUpRoms.CATCH);

        assertThat(store.require("catch")).isEqualTo(catchRom);
    }

    @Test
    void saysHowToGetAMissingRom() {
        refusal("catch")
                .hasMessageContainingAll("catch.bin", "is missing", "'dqn roms fetch'", "'dqn roms import PATH'");
    }

    @Test
    void missesEverythingInAFolderThatIsNotThere() {
        RomStore nowhere = new RomStore(temporary.resolve("nowhere"), MadeUpRoms.CATALOG);

        assertThat(nowhere.list()).extracting(RomStatus::condition).containsOnly(Condition.MISSING);
    }

    static Stream<Arguments> badContents() {
        return Stream.of(
                Arguments.of(new byte[0], "is empty"),
                Arguments.of(Arrays.copyOf(MadeUpRoms.CATCH, 1000), "is cut short, 1000 of 2048 bytes"),
                Arguments.of(Arrays.copyOf(MadeUpRoms.CATCH, 2049), "is too long, 2049 bytes instead of 2048"),
                Arguments.of(new byte[1 << 20], "is too long, 1048576 bytes instead of 2048"),
                Arguments.of(MadeUpRoms.STRANGER, "has the right length, but not the content"),
                Arguments.of(MadeUpRoms.LABYRINTH, "is the ROM of another game, labyrinth"),
                Arguments.of(MadeUpRoms.DUEL, "is the ROM of another game, duel"));
    }

    @ParameterizedTest
    @MethodSource("badContents")
    void refusesABadRom(byte[] content, String finding) throws IOException {
        Files.write(catchRom, content);

        refusal("catch").hasMessageContainingAll(catchRom + " " + finding, "remove it", "'dqn roms fetch'");
        assertThat(store.status("catch").condition()).isEqualTo(Condition.BAD);
        assertThat(store.status("catch").finding()).contains(finding);
    }

    @ParameterizedTest
    @MethodSource("badContents")
    void refusesABadFileThatIsNamedByHand(byte[] content, String finding) throws IOException {
        Path file = Files.write(temporary.resolve("any.a26"), content);

        fileRefusal(file).hasMessageContainingAll(file + " " + finding, "ROM of catch");
        assertThat(roms).isEmptyDirectory();
    }

    @Test
    void refusesAFolderInARomsPlace() throws IOException {
        Files.createDirectory(catchRom);

        refusal("catch").hasMessageContaining("catch.bin is a folder: remove it");
    }

    @Test
    void refusesADevice() {
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless), "this system has no /dev/zero");

        fileRefusal(endless).hasMessageContaining("/dev/zero is not an ordinary file");
    }

    @Test
    void refusesALinkToItself() throws IOException {
        Files.createSymbolicLink(catchRom, catchRom);

        refusal("catch").hasMessageContaining("cannot be read");
    }

    @Test
    void refusesAnUnreadableFile() {
        Path unreadable = Path.of("/proc/self/mem"); // by anybody, root too, since nothing is mapped at its beginning
        assumeTrue(Files.isRegularFile(unreadable), "this system has no /proc/self/mem");

        fileRefusal(unreadable).hasMessageContaining("/proc/self/mem cannot be read");
    }

    @Test
    void refusesGamesThatItDoesNotKnow() {
        refusal("cach").hasMessageContaining("did you mean 'catch'?");
        refusal("duel").hasMessageContaining("two players");
    }

    @Test
    void takesAFileWhateverItsName() throws IOException {
        // Under this name the emulator would read the scores of another game.
        Path file = Files.write(temporary.resolve("labyrinth.bin"), MadeUpRoms.CATCH);

        assertThat(store.requireFile("catch", file)).isEqualTo(catchRom).hasBinaryContent(MadeUpRoms.CATCH);
    }

    @Test
    void takesAFileInsteadOfABadRomInTheStore() throws IOException {
        Files.write(catchRom, MadeUpRoms.STRANGER);
        Path file = Files.write(temporary.resolve("good"), MadeUpRoms.CATCH);

        assertThat(store.requireFile("catch", file)).hasBinaryContent(MadeUpRoms.CATCH);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        fileRefusal(temporary.resolve("gone.bin")).hasMessageContaining("gone.bin does not exist");
    }

    @Test
    void bringsItsOwnGame() throws IOException {
        RomStore standard = new RomStore(roms, RomCatalog.standard());

        assertThat(standard.status("open_invaders").ready()).isTrue();
        assertThat(roms).isEmptyDirectory();
        Path rom = standard.require("open_invaders");
        assertThat(rom).isEqualTo(roms.resolve("open_invaders/open_invaders.bin"));
        assertThat(RomCatalog.standard().identify(Files.readAllBytes(rom)))
                .hasValueSatisfying(found -> assertThat(found.game()).isEqualTo("open_invaders"));
        assertThat(standard.require("open_invaders")).isEqualTo(rom);
    }

    @Test
    void leavesABadCopyOfItsOwnGameAlone() throws IOException {
        RomStore standard = new RomStore(roms, RomCatalog.standard());
        Path rom = standard.require("open_invaders");
        Files.write(rom, MadeUpRoms.LABYRINTH);

        assertThatThrownBy(() -> standard.require("open_invaders"))
                .isInstanceOf(DqnException.class)
                .hasMessageContainingAll("open_invaders.bin", "remove it, then try again")
                .hasMessageNotContaining("fetch");
        assertThat(rom).hasBinaryContent(MadeUpRoms.LABYRINTH);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refusal(String game) {
        return assertThatThrownBy(() -> store.require(game)).isInstanceOf(DqnException.class);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> fileRefusal(Path file) {
        return assertThatThrownBy(() -> store.requireFile("catch", file)).isInstanceOf(DqnException.class);
    }
}
