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
import java.util.function.UnaryOperator;

/**
 * The smallest game worth learning: a ball falls one row a step through a grid of 10 rows and 5 columns, and a basket in
 * the bottom row moves one column to the left, stays, or moves to the right. Reaching the bottom row ends the game with
 * a reward of 1 in the basket and -1 beside it, so a game lasts 9 steps. Ball and basket show as 255 on 0. It needs no
 * cartridge and no emulator, and is learnt in seconds.
 */
public final class Catch implements Environment {
    /** Rows of the grid; the ball begins in the first, the basket is in the last. */
    public static final int ROWS = 10;
    /** Columns of the grid. */
    public static final int COLUMNS = 5;

    /** What configurations call it. */
    public static final String NAME = "catch";

    private static final FrameSpec SPEC = new FrameSpec(1, ROWS, COLUMNS, 1);
    private static final int CELL = 20; // pixels of a person's picture
    private static final int SIDE = ROWS * CELL;
    private static final int MARGIN = (SIDE - COLUMNS * CELL) / 2;
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

    /** The game as the agent plays it; of the rules those that need an emulator mean nothing here. */
    public static Environment create(
            EnvironmentConfig config, int framesShown, long seed, UnaryOperator<Environment> aroundFrames) {
        return AgentSteps.of(aroundFrames.apply(new Catch(seed)), config, framesShown, seed);
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
        return new FrameSpec(1, SIDE, SIDE, 3);
    }

    /** The grid in the middle of a square screen: a white ball, a green basket. */
    @Override
    public void picture(byte[] target) {
        Arrays.fill(target, 0, SIDE * SIDE * 3, (byte) 0);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                paint(target, row, column, 40, 40, 40);
            }
        }
        paint(target, ROWS - 1, basket, 80, 200, 120);
        paint(target, ballRow, ballColumn, 255, 255, 255);
    }

    /** One cell, with a gap to its neighbours. */
    private static void paint(byte[] target, int row, int column, int red, int green, int blue) {
        for (int y = row * CELL; y < (row + 1) * CELL - 1; y++) {
            for (int x = MARGIN + column * CELL; x < MARGIN + (column + 1) * CELL - 1; x++) {
                int pixel = (y * SIDE + x) * 3;
                target[pixel] = (byte) red;
                target[pixel + 1] = (byte) green;
                target[pixel + 2] = (byte) blue;
            }
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
        SavedState.require(!running || ballRow < ROWS - 1, "a ball was saved as falling that is down");
    }

    @Override
    public void close() {}
}
