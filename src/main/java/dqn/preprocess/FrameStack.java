package dqn.preprocess;

import dqn.core.Checkpointable;
import dqn.core.ObservationSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The last frames of an episode, oldest first: {@code [count * channels][height][width]}, what the network sees. */
public final class FrameStack implements Checkpointable {
    private final int frameSize;
    private final ObservationConfig.Before before;
    private final byte[] stack;

    /** Of {@code count} frames of this shape, with what stands before an episode's first. */
    public FrameStack(ObservationSpec frame, int count, ObservationConfig.Before before) {
        this.frameSize = frame.size();
        this.before = before;
        this.stack = new byte[frame.stacked(count).size()];
    }

    /** Begins an episode with its first frame. */
    public void reset(byte[] frame) {
        if (before == ObservationConfig.Before.BLANK) {
            Arrays.fill(stack, (byte) 0);
            push(frame);
            return;
        }
        for (int start = 0; start < stack.length; start += frameSize) {
            System.arraycopy(frame, 0, stack, start, frameSize);
        }
    }

    /** Adds the newest frame and drops the oldest. */
    public void push(byte[] frame) {
        System.arraycopy(stack, frameSize, stack, 0, stack.length - frameSize);
        System.arraycopy(frame, 0, stack, stack.length - frameSize, frameSize);
    }

    /** The stack itself: changes with the next frame, copy what must last. */
    public byte[] stack() {
        return stack;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        SavedBytes.write(stack, out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        SavedBytes.read(stack, in);
    }
}
