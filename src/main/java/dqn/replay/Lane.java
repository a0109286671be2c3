package dqn.replay;

import dqn.core.Block;
import dqn.core.BlockSource;
import dqn.core.Frozen;
import dqn.core.TransitionBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** The transitions of one environment: what happened, and its frames. */
final class Lane {
    private final int number;
    private final TransitionLog log;
    private final FrameStore frames;
    private final StackReader stacks;
    private final Sampler sampler;
    private long byteLimit;
    private boolean forgotEarly;

    /**
     * An empty lane that forgets its oldest transitions when it would take more than {@code byteLimit} bytes.
     *
     * @param number of this lane among those that the sampler draws from
     */
    Lane(int number, TransitionLog log, FrameStore frames, StackReader stacks, Sampler sampler, long byteLimit) {
        this.number = number;
        this.log = log;
        this.frames = frames;
        this.stacks = stacks;
        this.sampler = sampler;
        this.byteLimit = byteLimit;
    }

    void beginEpisode(byte[] frame) {
        put(log.beginEpisode(), frame);
    }

    void append(int action, float reward, float discount, boolean last, byte[] nextFrame) {
        put(log.append(action, reward, discount, last), nextFrame);
    }

    private void put(long position, byte[] frame) {
        frames.put(position, frame);
        follow();
        while (byteCount() > byteLimit - frames.growth() && log.size() > 0 && frames.nextRelease() > frames.begin()) {
            log.forget(frames.nextRelease());
            follow();
            forgotEarly = true;
        }
    }

    /** Lets the others forget what the log has forgotten. */
    private void follow() {
        frames.forget(log.begin());
        sampler.sync(number);
    }

    /** Whether anything was forgotten because of the limit in bytes. */
    boolean hasForgottenEarly() {
        return forgotEarly;
    }

    /** Of its limit, what may be empty though it has forgotten already. */
    long spareBytes() {
        return frames.spare(byteLimit);
    }

    /** What may be empty of its newest and of its oldest piece. */
    long partBytes() {
        return 2 * frames.growth();
    }

    void setByteLimit(long bytes) {
        byteLimit = bytes;
    }

    /** Which transitions can be sampled, and where they are. */
    TransitionLog log() {
        return log;
    }

    /** Fills in everything but the observations of a row. */
    long draw(long position, TransitionBatch batch, int row) {
        return log.read(position, batch, row);
    }

    /** Fills in the observations of a row, with zeros behind a discount of 0. */
    void read(long position, long next, TransitionBatch batch, int row) {
        int offset = row * (batch.states.length / batch.size());
        stacks.read(position, batch.discounts[row] == 0 ? position : next, batch.states, batch.nextStates, offset);
    }

    /** Forgets everything; the sampler, which all lanes share, does so by itself. */
    void clear() {
        log.clear();
        frames.clear();
    }

    long byteCount() {
        return log.byteCount() + frames.byteCount() + sampler.byteCount(number);
    }

    /** Writes all of it, as it is now, but what the sampler keeps. */
    void save(DataOutput out) throws IOException {
        log.save(out);
        frames.save(out);
    }

    /** As it is now. */
    Frozen freeze() throws IOException {
        Frozen transitions = log.freeze();
        Frozen pictures = frames.freeze();
        return new Frozen() {
            @Override
            public List<? extends Block> blocks() {
                return pictures.blocks();
            }

            @Override
            public void writeTo(DataOutput out) throws IOException {
                transitions.writeTo(out);
                pictures.writeTo(out);
            }

            @Override
            public void close() {
                pictures.close();
            }
        };
    }

    void load(DataInput in, BlockSource blocks) throws IOException {
        log.load(in);
        frames.load(in, blocks);
        if (frames.begin() != log.begin() || frames.end() != log.end()) {
            throw new IOException("the saved replay is damaged: its frames and its transitions do not belong together");
        }
    }

    void close() {
        log.clear();
        frames.close();
    }
}
