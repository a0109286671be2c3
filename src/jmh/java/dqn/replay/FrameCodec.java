package dqn.replay;

/** Packs a group of consecutive frames into one array, for {@link CodecTable} to compare. */
interface FrameCodec {
    /** The first {@code count} frames of {@code frames}, which lie one after the other, {@code size} bytes each. */
    byte[] encode(byte[] frames, int count, int size);

    /** Frames {@code [from, to)} of a group of {@code count}, one after the other, to {@code target}. */
    void decode(byte[] packed, int count, int size, int from, int to, byte[] target);
}
