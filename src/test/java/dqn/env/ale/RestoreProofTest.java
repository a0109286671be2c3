package dqn.env.ale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proof of exact restoring at reduced length; {@code scripts/restore-proof} runs it in full. */
class RestoreProofTest {
    @TempDir
    private Path folder;

    @Test
    void theProgramsOwnGameGoesOnInAnotherProcess() throws IOException, InterruptedException {
        goOnInAnotherProcess(Roms.of(RomCatalog.OWN_GAME).getParent(), 1);
    }

    @Test
    void everyGameGoesOnInAnotherProcess() throws IOException, InterruptedException {
        RomCatalog.standard().games().forEach(Roms::of);
        goOnInAnotherProcess(Path.of("roms"), 104);
    }

    private void goOnInAnotherProcess(Path roms, int games) throws IOException, InterruptedException {
        Path file = folder.resolve("points");
        RestoreProof.record(roms, file, 1, 200, 120);
        Path output = folder.resolve("output");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestoreProof.class.getName(),
                        "restore",
                        roms.toString(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = other.waitFor();
        // both streams: a line for each game, and not a word from the emulator
        assertThat(Files.readAllLines(output))
                .hasSize(games + 1)
                .last()
                .asString()
                .startsWith(games + " of " + games);
        assertThat(exit).isZero();
    }
}
