package dqn.env.ale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.core.FrameSource;
import dqn.env.Environment;
import dqn.env.EnvironmentConfig.ActionSet;
import dqn.env.EnvironmentContract;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ale.ALEInterface;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

@ParameterizedClass
@CsvSource({"open_invaders, 3000, 6", "breakout, 1000, 4"})
class AtariEnvironmentTest extends EnvironmentContract {
    @Parameter(0)
    private String game;

    @Parameter(1)
    private int stepsToAnEnd;

    @Parameter(2)
    private int actions;

    private Path rom;

    @BeforeEach
    void romIsThere() {
        rom = Roms.of(game);
    }

    @Override
    protected int stepsToAnEnd() {
        return stepsToAnEnd;
    }

    @Override
    protected AtariEnvironment create(long seed) {
        return open(seed, FrameSource.GREY_SCREEN);
    }

    @Test
    void smallSeedsAreTheEmulatorsAndAllBitsOfLargeOnesCount() {
        assertThat(AtariEnvironment.seedOf(5)).isEqualTo(5);
        assertThat(AtariEnvironment.seedOf(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
        for (int bit = 31; bit < Long.SIZE; bit++) {
            assertThat(AtariEnvironment.seedOf(5 ^ 1L << bit))
                    .as("bit %d", bit)
                    .isNotNegative()
                    .isNotEqualTo(5);
        }
    }

    private AtariEnvironment open(long seed, FrameSource source) {
        return new AtariEnvironment(rom, seed, 0.25, ActionSet.MINIMAL, source);
    }

    @Test
    void namesItsActionsAsTheEmulatorDoes() {
        try (AtariEnvironment minimal = new AtariEnvironment(rom, 3, 0, ActionSet.MINIMAL, FrameSource.RAM);
                AtariEnvironment full = new AtariEnvironment(rom, 3, 0, ActionSet.FULL, FrameSource.RAM)) {
            assertThat(minimal.actions()).hasSize(actions).startsWith("NOOP", "FIRE", "RIGHT", "LEFT");
            assertThat(full.actions()).hasSize(18).endsWith("DOWNLEFTFIRE");
        }
    }

    @Test
    void showsWhatTheEmulatorShows() {
        try (AtariEnvironment grey = open(3, FrameSource.GREY_SCREEN);
                AtariEnvironment colour = open(3, FrameSource.RGB_SCREEN);
                AtariEnvironment memory = open(3, FrameSource.RAM);
                ALEInterface reference = new ALEInterface()) {
            reference.setInt("random_seed", 3);
            reference.setFloat("repeat_action_probability", 0.25f);
            new Cartridge(rom).putInto(reference);
            grey.reset();
            colour.reset();
            memory.reset();
            for (int frame = 0; frame < 200; frame++) {
                int action = frame % 4;
                double reward = reference.act(new int[] {0, 1, 3, 4}[action]);
                assertThat(grey.step(action).reward()).isEqualTo(reward);
                colour.step(action);
                memory.step(action);
            }
            byte[] expectedGrey = new byte[210 * 160];
            reference.getScreenGrayscale(expectedGrey);
            assertThat(picture(grey)).isEqualTo(expectedGrey);
            byte[] expectedColours = new byte[210 * 160 * 3];
            reference.getScreenRGB(expectedColours);
            assertThat(picture(colour)).isEqualTo(expectedColours);
            byte[] expectedMemory = new byte[128];
            reference.getRAM().array().get(expectedMemory);
            assertThat(picture(memory)).isEqualTo(expectedMemory);
        }
    }

    @Test
    void refusesTheStateOfAnotherGame() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (AtariEnvironment one = create(1);
                AtariEnvironment other = create(2)) {
            one.save(new DataOutputStream(bytes));
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            assertThatThrownBy(() -> other.load(in))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("seed 2");
        }
    }

    /** Saved with 20 actions behind their length, and a checksum behind them. */
    @Test
    void refusesActionsThatTheEmulatorWouldEndTheProcessOver() throws IOException {
        byte[] saved = played(20);
        saved[saved.length - Long.BYTES - 1] = 100;
        assertRefused(saved, 20, "an action that the game has not");
    }

    @Test
    void refusesAGameLongerThanAnyIs() throws IOException {
        byte[] saved = played(20);
        assertRefused(saved, 19, "20 bytes of a game's actions");
        int length = saved.length - Long.BYTES - 20 - Integer.BYTES;
        assertRefused(ByteBuffer.wrap(saved).putInt(length, Integer.MAX_VALUE).array(), 1_000, "of a game's actions");
        assertRefused(ByteBuffer.wrap(saved).putInt(length, -1).array(), 1_000, "of a game's actions");
    }

    private byte[] played(int frames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (AtariEnvironment played = open(1, FrameSource.RAM)) {
            played.reset();
            for (int frame = 0; frame < frames; frame++) {
                played.step(1);
            }
            played.save(new DataOutputStream(bytes));
        }
        return bytes.toByteArray();
    }

    private void assertRefused(byte[] saved, int mostFrames, String reason) {
        try (AtariEnvironment restored =
                new AtariEnvironment(rom, 1, 0.25, ActionSet.MINIMAL, FrameSource.RAM, mostFrames)) {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved));
            assertThatThrownBy(() -> restored.load(in))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void refusesARomThatChangedMeanwhile(@TempDir Path folder) throws IOException {
        Path copy = Files.copy(rom, folder.resolve(game + ".bin"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (AtariEnvironment changed = new AtariEnvironment(copy, 1, 0, ActionSet.FULL, FrameSource.RAM)) {
            changed.save(new DataOutputStream(bytes));
            Files.writeString(copy, "not a game");
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            assertThatThrownBy(() -> changed.load(in))
                    .isInstanceOf(DqnException.class)
                    .hasMessageContaining("put");
            Files.delete(copy);
            DataInputStream again = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            assertThatThrownBy(() -> changed.load(again))
                    .isInstanceOf(DqnException.class)
                    .hasMessageContaining("put");
        }
    }

    @Test
    void refusesUseAfterItIsClosed() {
        AtariEnvironment environment = create(1);
        environment.close();
        assertThatThrownBy(environment::reset).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(environment::lives).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> environment.observe(new byte[33600], 0)).isInstanceOf(IllegalStateException.class);
    }

    private static byte[] picture(Environment environment) {
        byte[] picture = new byte[environment.frameSpec().size()];
        environment.observe(picture, 0);
        return picture;
    }
}
