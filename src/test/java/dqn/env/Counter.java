package dqn.env;

import dqn.core.FrameSpec;
import dqn.core.TimeStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A game to test wrappers with, of a fixed length: its one byte shows how many steps of the game were taken, which is
 * also each step's reward; one of its three lives is lost on every step that is a multiple of {@code life}, or one is won
 * where that is negative.
 */
public final class Counter implements Environment {
    /** What was done to it: "reset" and the names of actions. */
    final List<String> calls = new ArrayList<>();
    /** How often its picture was asked for. */
    int looks;

    private final int length;
    private final int life;
    private int count = -1;

    /** A game of {@code length} steps. */
    public Counter(int length, int life) {
        this.length = length;
        this.life = life;
    }

    /** Without lives. */
    Counter(int length) {
        this(length, Integer.MAX_VALUE);
    }

    @Override
    public FrameSpec frameSpec() {
        return new FrameSpec(1, 1, 1, 1);
    }

    @Override
    public List<String> actions() {
        return List.of("FIRE", "NOOP");
    }

    @Override
    public TimeStep reset() {
        calls.add("reset");
        count = 0;
        return TimeStep.first();
    }

    @Override
    public TimeStep step(int action) {
        if (count < 0 || count == length) {
            throw new IllegalStateException("no game");
        }
        if (action < 0 || action >= actions().size()) {
            throw new IllegalArgumentException("no action " + action);
        }
        calls.add(actions().get(action));
        count++;
        return count == length ? TimeStep.termination(count) : TimeStep.mid(count);
    }

    @Override
    public boolean isRunning() {
        return count >= 0 && count < length;
    }

    @Override
    public void observe(byte[] target, int offset) {
        looks++;
        target[offset] = (byte) count;
    }

    @Override
    public FrameSpec pictureSpec() {
        return new FrameSpec(1, 1, 1, 3);
    }

    @Override
    public void picture(byte[] target) {
        Arrays.fill(target, (byte) count);
    }

    @Override
    public int lives() {
        return 3 - Math.max(count, 0) / life;
    }

    @Override
    public int episodeFrames() {
        return Math.max(count, 0);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(count);
    }

    @Override
    public void load(DataInput in) throws IOException {
        count = in.readInt();
    }

    @Override
    public void close() {
        count = -1;
    }
}
