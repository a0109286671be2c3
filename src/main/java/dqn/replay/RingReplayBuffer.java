package dqn.replay;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A ring of frames, each stored once, that forgets the oldest transition when a new one needs its place.
 *
 * <p>It never holds more than its capacity of transitions. It can hold fewer when full, because the last frame of a
 * truncated episode takes a place of its own: see {@link TransitionLog}. Of an episode that {@link #beginEpisode} leaves
 * unfinished the last frame is real, so it counts as truncated there. Transitions wait until their n steps are known.
 *
 * <p>Next states behind a discount of 0 are filled with zeros. Drawing a batch allocates nothing, but for the first of
 * its size. Not thread-safe.
 */
public final class RingReplayBuffer implements ReplayBuffer {
    private final ObservationSpec frame;
    private final boolean blankBefore;
    private final TransitionLog log;
    private final FrameStore frames;
    private final StackReader stacks;
    private final UniformSampler sampler;

    RingReplayBuffer(
            ObservationSpec frame,
            int stack,
            boolean blankBefore,
            TransitionLog log,
            FrameStore frames,
            UniformSampler sampler) {
        this.frame = frame;
        this.blankBefore = blankBefore;
        this.log = log;
        this.frames = frames;
        this.sampler = sampler;
        stacks = new StackReader(frame, stack, blankBefore, log, frames);
    }

    /**
     * An empty buffer. Without replay (capacity 0) it keeps one transition, the newest.
     *
     * @param frame shape of one frame
     * @param stack frames in a state
     * @param blankBefore whether zeros stand before an episode's first frame, or that frame repeated
     * @param nStep rewards summed before bootstrapping
     */
    public static RingReplayBuffer create(
            ReplayConfig config, ObservationSpec frame, int stack, boolean blankBefore, int nStep) {
        TransitionLog log = new TransitionLog(Math.max(1, config.capacity()), stack, nStep);
        FrameStore frames = new RawFrameStore(frame.size(), log.slots());
        UniformSampler sampler = new UniformSampler(config.withReplacement());
        return new RingReplayBuffer(frame, stack, blankBefore, log, frames, sampler);
    }

    @Override
    public void beginEpisode(int lane, byte[] first) {
        requireFrame(first);
        frames.put(log.slot(log.beginEpisode()), first);
    }

    @Override
    public void append(int lane, int action, float reward, float discount, boolean last, byte[] nextFrame) {
        requireFrame(nextFrame);
        frames.put(log.slot(log.append(action, reward, discount, last)), nextFrame);
    }

    @Override
    public long size() {
        return log.size();
    }

    @Override
    public void draw(RandomStream random, TransitionBatch batch) {
        if (batch.states.length != Math.multiplyExact(batch.size(), stacks.stackSize())) {
            throw new IllegalArgumentException("the batch has other observations than this replay");
        }
        sampler.draw(random, log, batch.keys);
        for (int row = 0; row < batch.size(); row++) {
            batch.nextKeys[row] = log.read(batch.keys[row], batch, row);
        }
    }

    @Override
    public void read(TransitionBatch batch, int from, int to) {
        int size = stacks.stackSize();
        for (int row = from; row < to; row++) {
            stacks.read(batch.keys[row], batch.states, row * size);
            if (batch.discounts[row] == 0) {
                Arrays.fill(batch.nextStates, row * size, (row + 1) * size, (byte) 0);
            } else {
                stacks.read(batch.nextKeys[row], batch.nextStates, row * size);
            }
        }
    }

    @Override
    public void clear() {
        log.clear();
        frames.clear();
    }

    @Override
    public long byteCount() {
        return log.byteCount() + frames.byteCount();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeUTF(shape());
        log.save(out);
        frames.save(out);
    }

    /** {@inheritDoc} A buffer that could not be loaded is empty. */
    @Override
    public void load(DataInput in) throws IOException {
        String saved = in.readUTF();
        if (!saved.equals(shape())) {
            throw new IOException("the saved replay (" + saved + ") is not of this one's shape (" + shape() + ")");
        }
        try {
            log.load(in);
            frames.load(in);
        } catch (IOException e) {
            clear();
            throw e;
        }
    }

    @Override
    public void close() {
        log.clear();
        frames.close();
    }

    private String shape() {
        return "frame " + frame + ", " + (blankBefore ? "blank" : "first") + " before, " + log;
    }

    private void requireFrame(byte[] bytes) {
        if (bytes.length != frame.size()) {
            throw new IllegalArgumentException(
                    "a frame of " + bytes.length + " bytes was given where " + frame.size() + " belong");
        }
    }
}
