package dqn.env.ale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proof of exact restoring at reduced length; {@code scripts/restore-proof} runs it in full. */
class RestoreProofTest {
    private static final Path ROMS = Path.of("roms");
    private static final int GAMES = 104;

    @Test
    void everyGameGoesOnInAnotherProcess(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(ROMS) && RestoreProof.games(ROMS).size() == GAMES, "not all ROMs are there");
        Path file = folder.resolve("points");
        RestoreProof.record(ROMS, file, 1, 200, 120);
        Path output = folder.resolve("output");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestoreProof.class.getName(),
                        "restore",
                        ROMS.toString(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = other.waitFor();
        // both streams: a line for each game, and not a word from the emulator
        assertThat(Files.readAllLines(output))
                .hasSize(GAMES + 1)
                .last()
                .asString()
                .startsWith(GAMES + " of " + GAMES);
        assertThat(exit).isZero();
    }
}
