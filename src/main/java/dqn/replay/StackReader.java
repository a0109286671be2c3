package dqn.replay;

import dqn.core.ObservationSpec;
import java.util.Arrays;

/** Puts stacks together from single frames: {@code [stack * channels][height][width]}, oldest frame first. */
final class StackReader {
    private final int frameSize;
    private final int stack;
    private final boolean blankBefore;
    private final TransitionLog log;
    private final FrameStore frames;

    /**
     * Reads stacks of {@code frames} along the episodes of {@code log}.
     *
     * @param blankBefore whether zeros stand before an episode's first frame, or that frame repeated
     */
    StackReader(ObservationSpec frame, int stack, boolean blankBefore, TransitionLog log, FrameStore frames) {
        this.frameSize = frame.size();
        this.stack = stack;
        this.blankBefore = blankBefore;
        this.log = log;
        this.frames = frames;
    }

    /** Bytes of one stack. */
    int stackSize() {
        return stack * frameSize;
    }

    /** Copies the stack that ends at {@code position} to {@code target} from {@code offset} on. */
    void read(long position, byte[] target, int offset) {
        long start = log.stackStart(position);
        for (int i = 0; i < stack; i++) {
            long wanted = position - stack + 1 + i;
            int to = offset + i * frameSize;
            if (wanted < start && blankBefore) {
                Arrays.fill(target, to, to + frameSize, (byte) 0);
            } else {
                frames.get(log.slot(Math.max(wanted, start)), target, to);
            }
        }
    }
}
