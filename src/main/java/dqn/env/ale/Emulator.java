package dqn.env.ale;

import dqn.env.EnvironmentConfig.ActionSet;
import java.nio.file.Path;
import org.bytedeco.ale.ALEInterface;
import org.bytedeco.ale.ALEState;
import org.bytedeco.ale.ColourPalette;
import org.bytedeco.ale.global.ale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * The Arcade Learning Environment with one cartridge in it: every native call of the project's emulator is here.
 *
 * <p>A cartridge that it does not know, or none, makes the native library end the process, so only a file that has been
 * checked may be given.
 */
final class Emulator implements AutoCloseable {
    /** Bytes of memory in the console. */
    static final int RAM_BYTES = ale.RAM_LENGTH;

    private static final String PLAYER = "PLAYER_A_";

    private final Cartridge cartridge;
    private final ALEInterface console;
    private BytePointer screen;
    private BytePointer memory;

    /**
     * Puts a cartridge in; its first game is ready to play.
     *
     * @param seed of the emulator's own random numbers, 0 or more
     * @param stickyActions chance, per frame, that the action before is taken again
     */
    Emulator(Path rom, int seed, double stickyActions) {
        cartridge = new Cartridge(rom);
        EmulatorLog.quieten();
        console = new ALEInterface();
        console.setInt("random_seed", seed);
        console.setFloat("repeat_action_probability", (float) stickyActions);
        restart();
    }

    /** Puts the cartridge in again: all is as after construction. */
    void restart() {
        cartridge.putInto(console);
        screen = console.getScreen().getArray();
        memory = console.getRAM().array();
    }

    /** CRC-32 of the cartridge. */
    long romChecksum() {
        return cartridge.checksum();
    }

    /** The numbers by which {@link #act} knows the actions. */
    int[] actions(ActionSet set) {
        IntPointer pointer = set == ActionSet.MINIMAL ? console.getMinimalActionSet() : console.getLegalActionSet();
        int[] actions = new int[(int) pointer.limit()];
        pointer.get(actions);
        return actions;
    }

    /** The name of an action, such as UPRIGHTFIRE. */
    static String name(int action) {
        try (BytePointer name = ale.action_to_string(action)) {
            return name.getString().substring(PLAYER.length());
        }
    }

    /** Starts a new game. */
    void reset() {
        console.reset_game();
    }

    /** Plays one frame and tells the reward. */
    int act(int action) {
        return console.act(action);
    }

    boolean gameOver() {
        return console.game_over();
    }

    int lives() {
        return console.lives();
    }

    int height() {
        return (int) console.getScreen().height();
    }

    int width() {
        return (int) console.getScreen().width();
    }

    /** Copies the screen as palette indices, {@code height * width} bytes. */
    void screen(byte[] target, int offset, int length) {
        screen.get(target, offset, length);
    }

    /** Copies the screen in grey as the emulator itself draws it, {@code height * width} bytes. */
    void greyScreen(byte[] target) {
        console.getScreenGrayscale(target);
    }

    /** Copies the {@link #RAM_BYTES} bytes of memory. */
    void memory(byte[] target, int offset) {
        memory.get(target, offset, RAM_BYTES);
    }

    /** The grey value of every palette index but the last, which no picture chip shows. */
    byte[] greyPalette() {
        byte[] grey = new byte[256];
        palette().applyPaletteGrayscale(grey, indices(), 255);
        return grey;
    }

    /** Red, green and blue of every palette index. */
    byte[] rgbPalette() {
        byte[] rgb = new byte[3 * 256];
        palette().applyPaletteRGB(rgb, indices(), 256);
        return rgb;
    }

    private ColourPalette palette() {
        return console.theOSystem().colourPalette();
    }

    private static byte[] indices() {
        byte[] indices = new byte[256];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = (byte) i;
        }
        return indices;
    }

    /** The emulator's own account of its state, which is not complete: see {@link AtariEnvironment}. */
    byte[] snapshot() {
        try (ALEState state = console.cloneSystemState();
                BytePointer bytes = state.serialize()) {
            byte[] snapshot = new byte[(int) bytes.limit()];
            bytes.get(snapshot);
            return snapshot;
        }
    }

    /**
     * Goes back to a {@link #snapshot} of the same cartridge, taken in this process: any other may end it, or write into
     * its memory. {@link Carryover} makes one of a saved game.
     */
    void restore(byte[] snapshot) {
        try (BytePointer bytes = new BytePointer(snapshot);
                ALEState state = new ALEState(bytes)) {
            console.restoreSystemState(state);
        }
    }

    @Override
    public void close() {
        console.close();
    }
}
