package dqn.env;

import dqn.core.FrameSpec;
import dqn.core.RandomStream;
import dqn.core.SavedState;
import dqn.core.TimeStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The smallest game worth learning: a ball falls one row a step through a grid of 10 rows and 5 columns, and a basket in
 * the bottom row moves one column to the left, stays, or moves to the right. Reaching the bottom row ends the game with
 * a reward of 1 in the basket and -1 beside it, so a game lasts 9 steps. Ball and basket show as 255 on 0.
 */
public final class Catch implements Environment {
    /** Rows of the grid; the ball begins in the first, the basket is in the last. */
    public static final int ROWS = 10;
    /** Columns of the grid. */
    public static final int COLUMNS = 5;

    private static final FrameSpec SPEC = new FrameSpec(1, ROWS, COLUMNS, 1);
    private static final List<String> ACTIONS = List.of("LEFT", "NOOP", "RIGHT");

    private final RandomStream random;
    private int ballRow;
    private int ballColumn;
    private int basket;
    private boolean running;

    /** The seed decides where the balls fall. */
    public Catch(long seed) {
        random = new RandomStream(seed, "catch");
    }

    @Override
    public FrameSpec frameSpec() {
        return SPEC;
    }

    @Override
    public List<String> actions() {
        return ACTIONS;
    }

    @Override
    public TimeStep reset() {
        ballRow = 0;
        ballColumn = random.nextInt(COLUMNS);
        basket = COLUMNS / 2;
        running = true;
        return TimeStep.first();
    }

    @Override
    public TimeStep step(int action) {
        if (!running) {
            throw new IllegalStateException("no ball is falling: call reset before step");
        }
        if (action < 0 || action >= ACTIONS.size()) {
            throw new IllegalArgumentException("no action " + action);
        }
        basket = Math.min(Math.max(basket + action - 1, 0), COLUMNS - 1);
        ballRow++;
        if (ballRow < ROWS - 1) {
            return TimeStep.mid(0);
        }
        running = false;
        return TimeStep.termination(ballColumn == basket ? 1 : -1);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void observe(byte[] target, int offset) {
        Arrays.fill(target, offset, offset + SPEC.size(), (byte) 0);
        target[offset + ballRow * COLUMNS + ballColumn] = (byte) 255;
        target[offset + (ROWS - 1) * COLUMNS + basket] = (byte) 255;
    }

    @Override
    public FrameSpec pictureSpec() {
        return new FrameSpec(1, ROWS, COLUMNS, 3);
    }

    @Override
    public void picture(byte[] target) {
        byte[] grey = new byte[SPEC.size()];
        observe(grey, 0);
        for (int i = 0; i < target.length; i++) {
            target[i] = grey[i / 3];
        }
    }

    @Override
    public int lives() {
        return 1;
    }

    @Override
    public int episodeFrames() {
        return ballRow;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        random.save(out);
        out.writeInt(ballRow);
        out.writeInt(ballColumn);
        out.writeInt(basket);
        out.writeBoolean(running);
    }

    @Override
    public void load(DataInput in) throws IOException {
        random.load(in);
        ballRow = SavedState.within(in, ROWS - 1, "rows");
        ballColumn = SavedState.within(in, COLUMNS - 1, "columns");
        basket = SavedState.within(in, COLUMNS - 1, "columns");
        running = in.readBoolean();
    }

    @Override
    public void close() {}
}
