package dqn.env.ale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.env.EnvironmentConfig.ActionSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ale.ALEInterface;
import org.bytedeco.javacpp.IntPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The game that comes with the program: its file, what the emulator makes of it, and what it shows. */
class OpenInvadersCartridgeTest {
    private static final Path ROM = Path.of("roms/open_invaders/open_invaders.bin");
    private static final int SHOT_COLOUR = 0x0E;
    private static final int SHOT_LINES = 8;
    private static final int HIDDEN = 176;
    /** Of the picture: 3 lines that the emulator shows before it begins, 16 of score, then heights from 163 down. */
    private static final int LINE_OF_HEIGHT_0 = 3 + 16 + 163;

    private final byte[] memory = new byte[Emulator.RAM_BYTES];

    @Test
    void isWhatTheCatalogueSays() throws IOException {
        assertThat(RomCatalog.standard().identify(Files.readAllBytes(ROM)))
                .contains(RomCatalog.standard().require("open_invaders"));
    }

    @Test
    void isWhatTheAssemblerMakesOfItsSource(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dasm")), "no dasm here");
        Path built = folder.resolve("built.bin");
        Process dasm = new ProcessBuilder("dasm", "roms/open_invaders/open_invaders.asm", "-f3", "-o" + built)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();

        assertThat(dasm.waitFor()).isZero();
        assertThat(built).hasSameBinaryContentAs(ROM);
    }

    @Test
    void hasTheSixActions() {
        try (Emulator emulator = new Emulator(ROM, 1, 0)) {
            assertThat(Arrays.stream(emulator.actions(ActionSet.MINIMAL)).mapToObj(Emulator::name))
                    .containsExactly("NOOP", "FIRE", "RIGHT", "LEFT", "RIGHTFIRE", "LEFTFIRE");
        }
    }

    @Test
    void showsTheShotInEveryFrame() {
        try (Emulator emulator = new Emulator(ROM, 1, 0)) {
            int fire = emulator.actions(ActionSet.MINIMAL)[OpenInvadersPlayer.FIRE];
            byte[] screen = new byte[emulator.height() * emulator.width()];
            int shown = 0;
            for (int frame = 0; frame < 600; frame++) {
                emulator.memory(memory, 0);
                int x = at(OpenInvadersPlayer.SHOT_X);
                int height = at(OpenInvadersPlayer.SHOT_Y);
                boolean flying = height != HIDDEN && at(OpenInvadersPlayer.BLAST_TIMER) == 0;
                emulator.act(fire);
                emulator.screen(screen, 0, screen.length);
                if (flying) {
                    int line = LINE_OF_HEIGHT_0 - height - SHOT_LINES / 2;
                    assertThat(screen[line * emulator.width() + x]).isEqualTo((byte) SHOT_COLOUR);
                    shown++;
                }
            }
            assertThat(shown).isGreaterThan(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void beginsInEveryModeAndDifficulty(int difficulty, @TempDir Path folder) throws IOException {
        EmulatorLog.quieten();
        Path rom = Files.copy(ROM, folder.resolve("space_invaders.bin"));
        try (ALEInterface console = new ALEInterface()) {
            console.setFloat("repeat_action_probability", 0);
            console.loadROM(rom.toString());
            console.setDifficulty(difficulty);
            IntPointer modes = console.getAvailableModes();
            assertThat(modes.limit()).isEqualTo(16);
            for (int i = 0; i < modes.limit(); i++) {
                console.setMode(modes.get(i));
                console.reset_game();
                assertThat(console.lives()).isEqualTo(3);
                console.getRAM().array().get(memory);
                assertThat(at(OpenInvadersPlayer.MODE)).isEqualTo(modes.get(i));
                assertThat(at(OpenInvadersPlayer.WAVE)).isEqualTo(modes.get(i));
                assertThat(at(OpenInvadersPlayer.SCORE_LOW)).isZero();
                assertThat(at(OpenInvadersPlayer.STATUS)).isZero();
            }
        }
    }

    private int at(int offset) {
        return memory[offset] & 0xFF;
    }
}
