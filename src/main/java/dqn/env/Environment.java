package dqn.env;

import dqn.core.Checkpointable;
import dqn.core.FrameSpec;
import dqn.core.TimeStep;
import java.util.List;

/**
 * A game, stepped one action at a time. What is on the screen after a reset or step is copied out on demand, so that
 * nobody pays for a screen that nobody looks at.
 *
 * <p>After a LAST step the next call must be {@link #reset}. {@link Checkpointable#load} leaves the environment exactly
 * where {@link Checkpointable#save} found it, also in another process.
 */
public interface Environment extends Checkpointable, AutoCloseable {
    /** The shape of what {@link #observe} writes, raw: see there. */
    FrameSpec frameSpec();

    /** The actions' names; the number of an action is its position. */
    List<String> actions();

    /** Starts a new episode. */
    TimeStep reset();

    /**
     * Takes an action.
     *
     * @throws IllegalArgumentException if there is no such action
     * @throws IllegalStateException after a LAST step
     */
    TimeStep step(int action);

    /** Whether an episode is in progress, so that {@link #step} may be called. */
    boolean isRunning();

    /** Copies the current raw frames, {@link FrameSpec#size()} bytes, to {@code target} from {@code offset} on. */
    void observe(byte[] target, int offset);

    /** The shape of the picture that a person sees: one frame of three channels. */
    FrameSpec pictureSpec();

    /** Copies that picture, {@code [height][width][3]}, to {@code target}. */
    void picture(byte[] target);

    /** Lives left, as the game counts them; a game without lives keeps to one number, 0 or 1. */
    int lives();

    /** Emulator frames since the last reset that started a new game. */
    int episodeFrames();

    /** Releases the emulator. */
    @Override
    void close();
}
