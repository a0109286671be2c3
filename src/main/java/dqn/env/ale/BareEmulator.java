package dqn.env.ale;

import dqn.env.EnvironmentConfig.ActionSet;
import java.nio.file.Path;

/**
 * The emulator with next to nothing around it: four frames for an action and the grey screens of the last two, as it
 * draws them itself. What everything else that is done for an agent step is measured against.
 */
public final class BareEmulator implements AutoCloseable {
    private static final int FRAMES = 4;

    private final Emulator emulator;
    private final int[] codes;
    private final byte[] screen;

    /** Of a checked cartridge, with its minimal action set: see {@link AtariEnvironment}. */
    public BareEmulator(Path rom, long seed, double stickyActions) {
        emulator = new Emulator(rom, AtariEnvironment.seedOf(seed), stickyActions);
        codes = emulator.actions(ActionSet.MINIMAL);
        screen = new byte[emulator.height() * emulator.width()];
    }

    /** Takes an action; begins a new game at once where one has ended. */
    public void step(int action) {
        for (int frame = 1; frame <= FRAMES && !emulator.gameOver(); frame++) {
            emulator.act(codes[action]);
            if (frame >= FRAMES - 1) {
                emulator.greyScreen(screen);
            }
        }
        if (emulator.gameOver()) {
            emulator.reset();
        }
    }

    @Override
    public void close() {
        emulator.close();
    }
}
