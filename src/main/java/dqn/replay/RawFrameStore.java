package dqn.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Frames as they are, outside the Java heap, in segments that are allocated when the first of their slots is put: memory
 * grows with use, and the collector never looks at it.
 *
 * <p>Segments are direct buffers. They are freed when the collector finds them unreachable after {@link #close}, at the
 * latest when the next direct buffer would not fit otherwise. Memory freed by hand was decided against: it would need
 * native calls in this package, and a use after close would end the process instead of throwing.
 */
final class RawFrameStore implements FrameStore {
    private static final int SEGMENT_BYTES = 64 << 20;

    private final int frameSize;
    private final int slots;
    private final int framesPerSegment;
    private ByteBuffer[] segments;
    private int used;

    /** Room for {@code slots} frames of {@code frameSize} bytes. */
    RawFrameStore(int frameSize, int slots) {
        this(frameSize, slots, SEGMENT_BYTES);
    }

    RawFrameStore(int frameSize, int slots, int segmentBytes) {
        this.frameSize = frameSize;
        this.slots = slots;
        framesPerSegment = Math.max(1, segmentBytes / frameSize);
        segments = new ByteBuffer[(slots - 1) / framesPerSegment + 1];
    }

    @Override
    public void put(int slot, byte[] frame) {
        segmentForWriting(slot / framesPerSegment).put(offset(slot), frame, 0, frameSize);
        used = Math.max(used, slot + 1);
    }

    @Override
    public void get(int slot, byte[] target, int offset) {
        segments[slot / framesPerSegment].get(offset(slot), target, offset, frameSize);
    }

    @Override
    public void clear() {
        used = 0;
    }

    @Override
    public long byteCount() {
        return Arrays.stream(segments)
                .mapToLong(segment -> segment == null ? 0 : segment.capacity())
                .sum();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(frameSize);
        out.writeInt(used);
        byte[] frame = new byte[frameSize];
        for (int slot = 0; slot < used; slot++) {
            get(slot, frame, 0);
            out.write(frame);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        int savedSize = in.readInt();
        int savedFrames = in.readInt();
        if (savedSize != frameSize || savedFrames < 0 || savedFrames > slots) {
            throw new IOException("the saved replay holds " + savedFrames + " frames of " + savedSize
                    + " bytes, this one up to " + slots + " of " + frameSize);
        }
        clear();
        byte[] frame = new byte[frameSize];
        for (int slot = 0; slot < savedFrames; slot++) {
            in.readFully(frame);
            put(slot, frame);
        }
    }

    @Override
    public void close() {
        segments = new ByteBuffer[0];
        used = 0;
    }

    private int offset(int slot) {
        return slot % framesPerSegment * frameSize;
    }

    private ByteBuffer segmentForWriting(int index) {
        if (segments[index] == null) {
            int frames = Math.min(framesPerSegment, slots - index * framesPerSegment);
            segments[index] = ByteBuffer.allocateDirect(frames * frameSize);
        }
        return segments[index];
    }
}
