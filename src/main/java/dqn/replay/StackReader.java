package dqn.replay;

import java.util.Arrays;

/**
 * Puts stacks together from single frames: {@code [stack * channels][height][width]}, oldest frame first. The frames of
 * a state and its next state lie together, so they are taken from the store at once. Several threads may read at once.
 */
final class StackReader {
    private final int frameSize;
    private final int stack;
    private final boolean blankBefore;
    private final TransitionLog log;
    private final FrameStore frames;
    private final Pool<byte[]> runs;

    /**
     * Reads stacks of {@code frames}, of {@code frameSize} bytes each, along the episodes of {@code log}.
     *
     * @param blankBefore whether zeros stand before an episode's first frame, or that frame repeated
     * @param nStep the most positions from a state to its next state
     */
    StackReader(int frameSize, int stack, boolean blankBefore, int nStep, TransitionLog log, FrameStore frames) {
        this.frameSize = frameSize;
        this.stack = stack;
        this.blankBefore = blankBefore;
        this.log = log;
        this.frames = frames;
        int runSize = Math.multiplyExact(Math.addExact(stack, nStep), frameSize);
        runs = new Pool<>(() -> new byte[runSize]);
    }

    /**
     * Copies the stack that ends at {@code position} to {@code states} from {@code offset} on, and the one that ends at
     * {@code next} of the same episode to {@code nextStates}; zeros there if {@code next} is {@code position}.
     */
    void read(long position, long next, byte[] states, byte[] nextStates, int offset) {
        long start = log.stackStart(position);
        byte[] run = runs.take();
        try {
            frames.get(start, (int) (next - start + 1), run, 0);
            copy(run, 0, (int) (position - start + 1), states, offset);
            if (next == position) {
                Arrays.fill(nextStates, offset, offset + stack * frameSize, (byte) 0);
            } else {
                long nextStart = log.stackStart(next);
                copy(run, (int) (nextStart - start), (int) (next - nextStart + 1), nextStates, offset);
            }
        } finally {
            runs.give(run);
        }
    }

    /** A stack of {@code count} frames of the run, from its frame {@code first} on, behind what stands before them. */
    private void copy(byte[] run, int first, int count, byte[] target, int offset) {
        int from = first * frameSize;
        int to = offset;
        for (int i = count; i < stack; i++) {
            if (blankBefore) {
                Arrays.fill(target, to, to + frameSize, (byte) 0);
            } else {
                System.arraycopy(run, from, target, to, frameSize);
            }
            to += frameSize;
        }
        System.arraycopy(run, from, target, to, count * frameSize);
    }
}
