package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.env.ale.MadeUpRoms;
import dqn.env.ale.RomStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whole command lines, with their exit codes and both streams. */
class RomsCommandTest {
    @TempDir
    private Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private RomStore store;

    @BeforeEach
    void makeStore() {
        store = new RomStore(temporary.resolve("roms"), MadeUpRoms.CATALOG);
    }

    @Test
    void importsThenListsAndVerifies() throws IOException {
        Path zip = MadeUpRoms.zip(
                temporary.resolve("x.zip"),
                Map.of("1", MadeUpRoms.CATCH, "2", MadeUpRoms.DUEL, "3", MadeUpRoms.STRANGER));

        assertThat(run("roms", "import", zip.toString())).isZero();
        assertThat(out.toString()).contains("ROMs imported: 1, already there: 0, in " + store.folder());
        assertThat(err.toString()).contains("two players: duel", "no known ROMs: 1 of the files");

        assertThat(run("roms", "list")).isZero();
        assertThat(out.toString()).containsSubsequence("catch ", "ready", "labyrinth ", "missing");

        assertThat(run("roms", "verify")).isZero();
        assertThat(out.toString()).contains("1 of 2 ROMs are ready");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void fetchesNothingWhenNothingIsMissing() throws IOException {
        Path zip = MadeUpRoms.zip(temporary.resolve("x.zip"), Map.of("1", MadeUpRoms.CATCH, "2", MadeUpRoms.LABYRINTH));
        store.importFrom(zip);

        assertThat(run("roms", "fetch")).isZero();
        assertThat(out.toString()).contains("ROMs imported: 0, already there: 2");
    }

    @Test
    void failsToVerifyABadRom() throws IOException {
        Files.createDirectory(store.folder());
        Files.write(store.folder().resolve("catch.bin"), new byte[0]);

        assertThat(run("roms", "verify")).isEqualTo(1);
        assertThat(err.toString()).contains("catch.bin is empty", "remove them, then run 'dqn roms fetch'");
        assertThat(run("roms", "list")).isZero();
        assertThat(out.toString()).contains("bad: ");
    }

    @Test
    void failsToImportWhereThereIsNoRom() {
        assertThat(run("roms", "import", temporary.toString())).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("dqn: There is no ROM of a known game in")
                .hasLineCount(1);
    }

    @Test
    void showsTheStackTraceWhenAsked() {
        assertThat(run("roms", "import", "no-such-file", "--verbose")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("dqn: no-such-file does not exist")
                .contains("\tat dqn.env.ale");
    }

    @Test
    void refusesWrongUsageInTwoLines() {
        assertThat(run("roms", "lst")).isEqualTo(2);
        assertThat(err.toString())
                .contains("did you mean list?", "Try 'dqn roms --help'.")
                .hasLineCount(2);
        assertThat(run("roms", "import")).isEqualTo(2);
        assertThat(err.toString()).contains("PATH", "Try 'dqn roms import --help'.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void tellsAnErrorOfTheProgramInOneLine() {
        CommandLine.IFactory broken = new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == RomsCommand.class
                        ? type.cast(new RomsCommand(null))
                        : CommandLine.defaultFactory().create(type);
            }
        };

        int exitCode =
                Main.commandLine(broken).setErr(new PrintWriter(err, true)).execute("roms", "list");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString())
                .contains("bug report", "NullPointerException")
                .hasLineCount(1);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine.IFactory standard = CommandLine.defaultFactory();
        CommandLine.IFactory onMadeUpRoms = new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == RomsCommand.class ? type.cast(new RomsCommand(store)) : standard.create(type);
            }
        };
        return Main.commandLine(onMadeUpRoms)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
