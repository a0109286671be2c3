package dqn.env.ale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.core.DqnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With shell scripts in the place of pip. */
class RomFetcherTest {
    private static final List<String> ABSENT = List.of("no-such-program-as-this-pip");

    @TempDir
    private Path temporary;

    private RomStore store;
    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void makeStore() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "this system has no shell");
        store = new RomStore(temporary.resolve("roms"), MadeUpRoms.CATALOG);
    }

    @Test
    void importsWhatPipDownloads() throws IOException {
        Path wheel = MadeUpRoms.zip(
                temporary.resolve("games.whl"), Map.of("a.bin", MadeUpRoms.CATCH, "b.bin", MadeUpRoms.LABYRINTH));
        RomFetcher fetcher =
                fetcher("while [ \"$1\" != --dest ]; do shift; done; cp " + wheel + " \"$2\"; echo Saved it");

        Path rom = fetcher.require("catch", lines::add);

        assertThat(rom).hasBinaryContent(MadeUpRoms.CATCH);
        assertThat(store.list()).allMatch(RomStatus::ready);
        assertThat(lines).first().asString().contains("The ROM of catch is missing");
        assertThat(lines).last().isEqualTo("Saved it");
    }

    @Test
    void asksPipForAFixedPlatformAndPython() throws IOException {
        assertThatThrownBy(() -> fetcher("echo \"$@\"; exit 1").fetch(lines::add))
                .isInstanceOf(DqnException.class);

        assertThat(lines.get(0))
                .startsWith(
                        "download --no-deps --only-binary :all: --python-version 3.11 --platform manylinux_2_28_x86_64")
                .endsWith("ale-py==0.12.1");
    }

    @Test
    void saysWhatPipSaidWhenItFails() throws IOException {
        RomFetcher fetcher = fetcher("echo 'ERROR: No matching distribution' >&2; echo; exit 1");

        assertThatThrownBy(() -> fetcher.fetch(lines::add))
                .isInstanceOf(DqnException.class)
                .hasMessageContainingAll("ERROR: No matching distribution", "network", "'dqn roms import PATH'");
    }

    @Test
    void saysWhatToDoWithoutPip() {
        assertThatThrownBy(() -> new RomFetcher(store, List.of(ABSENT)).fetch(lines::add))
                .isInstanceOf(DqnException.class)
                .hasMessageContainingAll("There is no pip", "'dqn roms import PATH'");
    }

    @Test
    void needsNoPipWhenNothingIsMissing() throws IOException {
        Files.createDirectory(store.folder());
        Files.write(store.folder().resolve("catch.bin"), MadeUpRoms.CATCH);
        Files.write(store.folder().resolve("labyrinth.bin"), MadeUpRoms.LABYRINTH);

        ImportSummary summary = new RomFetcher(store, List.of(ABSENT)).fetch(lines::add);

        assertThat(summary.alreadyThere()).containsExactly("catch", "labyrinth");
        assertThat(lines).isEmpty();
    }

    @Test
    void doesNotFetchInsteadOfABadRom() throws IOException {
        Files.createDirectory(store.folder());
        Files.write(store.folder().resolve("catch.bin"), MadeUpRoms.STRANGER);

        assertThatThrownBy(() -> fetcher("exit 0").require("catch", lines::add))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("catch.bin has the right length");
        assertThat(lines).isEmpty();
    }

    /** Its pip answers {@code --version}, then does as the script says; an absent one is tried before it. */
    private RomFetcher fetcher(String script) throws IOException {
        Path pip = Files.writeString(temporary.resolve("pip.sh"), "[ \"$1\" = --version ] && exit 0\n" + script + "\n");
        return new RomFetcher(store, List.of(ABSENT, List.of("/bin/sh", pip.toString())));
    }
}
