package dqn.replay;

/** Frames as they are. */
final class RawCodec implements GroupCodec {
    private final int frameSize;

    RawCodec(int frameSize) {
        this.frameSize = frameSize;
    }

    @Override
    public int groupFrames() {
        return 1;
    }

    @Override
    public int baseSize() {
        return 0;
    }

    @Override
    public int maxPackedSize() {
        return frameSize;
    }

    @Override
    public int packingSize() {
        return frameSize;
    }

    @Override
    public int pack(byte[] frames, byte[] base, byte[] packed) {
        System.arraycopy(frames, 0, packed, 0, frameSize);
        return frameSize;
    }

    @Override
    public void unpack(Segment segment, long group, int from, int to, byte[] target, int offset) {
        if (segment.length(group) != frameSize) {
            throw new IllegalArgumentException("a frame of another size");
        }
        segment.read(group, 0, target, offset, (to - from) * frameSize);
    }
}
