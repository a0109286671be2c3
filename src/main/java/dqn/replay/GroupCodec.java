package dqn.replay;

/** How a group of consecutive frames is packed into bytes. Several threads may unpack at once. */
interface GroupCodec {
    /** Frames in a group. */
    int groupFrames();

    /** Bytes of what all groups of a segment are packed against, its first frame; 0 for nothing. */
    int baseSize();

    /** The most bytes that a packed group takes. */
    int maxPackedSize();

    /** Bytes of room that {@link #pack} needs, where it may use more than it returns. */
    int packingSize();

    /**
     * Packs a group.
     *
     * @param frames its frames, one after the other
     * @param base the segment's base
     * @param packed filled from the beginning
     * @return bytes used
     */
    int pack(byte[] frames, byte[] base, byte[] packed);

    /**
     * Unpacks the frames {@code [from, to)} of a group of {@code segment} to {@code target} from {@code offset} on.
     *
     * @throws RuntimeException if those are no bytes that {@link #pack} made
     */
    void unpack(Segment segment, long group, int from, int to, byte[] target, int offset);
}
