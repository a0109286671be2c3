package dqn.env.ale;

import dqn.core.FrameSource;
import dqn.core.FrameSpec;
import dqn.core.SavedState;
import dqn.core.TimeStep;
import dqn.env.Environment;
import dqn.env.EnvironmentConfig.ActionSet;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One Atari game, one emulator frame per step.
 *
 * <p>The emulator's own snapshot lacks the action that may be repeated, the screen, whether a frame was left half drawn,
 * and clocks that some cartridges have. A reset, which plays more than 60 frames itself, settles all of these. So a saved
 * state is what the game's reset left as it was ({@link Carryover}), and the actions since: loading puts the cartridge in
 * again, puts that into it, resets, and plays the actions once more (about 70 microseconds a frame). The first game after
 * the cartridge was put in needs its actions only.
 */
public final class AtariEnvironment implements Environment {
    private enum Phase {
        NEW,
        RUNNING,
        OVER,
        CLOSED
    }

    private final Emulator emulator;
    private final int mostFrames;
    /** The arguments that a saved state is bound to. */
    private final String identity;

    private final int[] codes;
    private final List<String> names;
    private final Picture picture;
    /** What a person sees, whatever the agent does. */
    private final Picture colours;
    /** Action codes since the last reset, one byte each. */
    private final ByteArrayOutputStream history = new ByteArrayOutputStream();
    /** The emulator just before the last reset; empty in the first game. */
    private byte[] beforeReset = {};

    private Phase phase = Phase.NEW;

    /**
     * Puts the cartridge in, for games of any length.
     *
     * @param rom a file that has been checked to hold the game that its name without extension tells, as the emulator
     *     spells it: the emulator ends the process over any other
     * @param seed of the emulator's random numbers
     * @param stickyActions chance, per frame, of repeating the action before
     */
    public AtariEnvironment(Path rom, long seed, double stickyActions, ActionSet actionSet, FrameSource source) {
        this(rom, seed, stickyActions, actionSet, source, Integer.MAX_VALUE);
    }

    /** The same, with games of at most so many frames, beyond which no saved one is played again. */
    AtariEnvironment(
            Path rom, long seed, double stickyActions, ActionSet actionSet, FrameSource source, int mostFrames) {
        if (!(stickyActions >= 0 && stickyActions <= 1)) {
            throw new IllegalArgumentException("sticky actions are a chance from 0 to 1, not " + stickyActions);
        }
        this.mostFrames = mostFrames;
        emulator = new Emulator(rom, seedOf(seed), stickyActions);
        identity = Long.toHexString(emulator.romChecksum()) + " with seed " + seed + ", sticky actions " + stickyActions
                + ", " + actionSet + " actions and " + source + " frames";
        codes = emulator.actions(actionSet);
        names = Arrays.stream(codes).mapToObj(Emulator::name).toList();
        picture = Picture.of(source, emulator);
        colours = Picture.of(FrameSource.RGB_SCREEN, emulator);
    }

    /** The emulator takes 31 bits; seeds in that range stay as they are. */
    static int seedOf(long seed) {
        return (int) (seed ^ (seed >>> 31) ^ (seed >>> 62)) & Integer.MAX_VALUE;
    }

    @Override
    public FrameSpec frameSpec() {
        return picture.spec();
    }

    @Override
    public List<String> actions() {
        return names;
    }

    @Override
    public TimeStep reset() {
        requireOpen();
        if (phase != Phase.NEW) { // a cartridge just put in stands at its first game's start
            beforeReset = emulator.snapshot();
            emulator.reset();
            history.reset();
        }
        phase = Phase.RUNNING;
        return TimeStep.first();
    }

    @Override
    public TimeStep step(int action) {
        if (phase != Phase.RUNNING) {
            throw new IllegalStateException("no game is running: call reset before step");
        }
        if (action < 0 || action >= codes.length) {
            throw new IllegalArgumentException("no action " + action + ": there are " + codes.length);
        }
        int reward = play(codes[action]);
        if (!emulator.gameOver()) {
            return TimeStep.mid(reward);
        }
        phase = Phase.OVER;
        return TimeStep.termination(reward);
    }

    @Override
    public boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    private int play(int code) {
        history.write(code);
        return emulator.act(code);
    }

    @Override
    public void observe(byte[] target, int offset) {
        requireOpen();
        picture.copy(target, offset);
    }

    @Override
    public FrameSpec pictureSpec() {
        return colours.spec();
    }

    @Override
    public void picture(byte[] target) {
        requireOpen();
        colours.copy(target, 0);
    }

    @Override
    public int lives() {
        requireOpen();
        return emulator.lives();
    }

    @Override
    public int episodeFrames() {
        return history.size();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        requireOpen();
        out.writeUTF(identity);
        out.writeBoolean(phase != Phase.NEW);
        out.writeBoolean(beforeReset.length > 0);
        if (beforeReset.length > 0) {
            Carryover.of(beforeReset).save(out);
        }
        out.writeInt(history.size());
        out.write(history.toByteArray());
        out.writeLong(checksum());
    }

    @Override
    public void load(DataInput in) throws IOException {
        requireOpen();
        String saved = in.readUTF();
        if (!saved.equals(identity)) {
            throw new IOException("the saved game belongs to ROM " + saved + ", not to " + identity);
        }
        boolean started = in.readBoolean();
        emulator.restart();
        Optional<Carryover> carryover = loadCarryover(in);
        byte[] actions = SavedState.bytes(in, mostFrames, "a game's actions");
        SavedState.require(
                started || (carryover.isEmpty() && actions.length == 0),
                "the saved game was played before it was started");
        replay(carryover, actions);
        phase = !started ? Phase.NEW : emulator.gameOver() ? Phase.OVER : Phase.RUNNING;
        if (in.readLong() != checksum()) {
            throw new IOException("the saved game does not play again as it was played: another emulator wrote it");
        }
    }

    private Optional<Carryover> loadCarryover(DataInput in) throws IOException {
        return in.readBoolean() ? Optional.of(Carryover.load(in, Carryover.of(emulator.snapshot()))) : Optional.empty();
    }

    /** Of a cartridge just put in. */
    private void replay(Optional<Carryover> carryover, byte[] actions) throws IOException {
        beforeReset = new byte[0];
        if (carryover.isPresent()) {
            beforeReset = carryover.get().into(emulator.snapshot());
            emulator.restore(beforeReset);
            emulator.reset();
        }
        history.reset();
        for (byte action : actions) {
            SavedState.require(isAction(action), "the saved game has an action that the game has not");
            SavedState.require(!emulator.gameOver(), "the saved game goes on behind its end");
            play(action);
        }
    }

    /** Over any other number the emulator ends the process. */
    private boolean isAction(int code) {
        return Arrays.stream(codes).anyMatch(known -> known == code);
    }

    /** CRC-32 of the screen, as palette indices, and of the memory: tells a replay that went another way. */
    long checksum() {
        CRC32 crc = new CRC32();
        byte[] shown = new byte[emulator.height() * emulator.width() + Emulator.RAM_BYTES];
        emulator.screen(shown, 0, shown.length - Emulator.RAM_BYTES);
        emulator.memory(shown, shown.length - Emulator.RAM_BYTES);
        crc.update(shown);
        return crc.getValue();
    }

    private void requireOpen() {
        if (phase == Phase.CLOSED) {
            throw new IllegalStateException("the environment is closed");
        }
    }

    @Override
    public void close() {
        if (phase != Phase.CLOSED) {
            phase = Phase.CLOSED;
            emulator.close();
        }
    }
}
