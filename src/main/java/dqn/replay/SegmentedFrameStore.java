package dqn.replay;

import dqn.core.Block;
import dqn.core.BlockSource;
import dqn.core.Frozen;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Frames in groups: the newest group as it is, the others packed by a {@link GroupCodec} outside the Java heap, in
 * segments that are never changed once they are written.
 *
 * <pre>
 *   oldest segment          newest segment    open group
 *   [group|group|...] ...   [group|group|  ]  [frame|frame|     ]
 *      ^ begin                                             ^ end
 * </pre>
 */
final class SegmentedFrameStore implements FrameStore {
    private static final int SEGMENT_BYTES = 512 << 10;
    /** So many groups fit into a segment even as they are, so that its base weighs little. */
    private static final int LEAST_GROUPS = 4;
    /** A full store has at least about so many segments, so that it is forgotten in small pieces. */
    private static final int PIECES = 16;

    private final int frameSize;
    private final GroupCodec codec;
    private final int segmentSize;
    private final SegmentList segments;
    private final byte[] open;
    private final byte[] packed;
    private long begin;
    private long openFirst;
    private long end;

    /** With segments of at least {@code segmentBytes}, and as large as one group needs. */
    SegmentedFrameStore(int frameSize, GroupCodec codec, long segmentBytes) {
        this.frameSize = frameSize;
        this.codec = codec;
        open = new byte[Math.multiplyExact(codec.groupFrames(), frameSize)];
        packed = new byte[codec.packingSize()];
        segmentSize = Math.toIntExact(Math.max(segmentBytes, codec.maxPackedSize()));
        segments = new SegmentList(segmentSize, codec);
    }

    /** @param compress whether frames are packed or kept as they are */
    static GroupCodec codec(int frameSize, boolean compress) {
        return compress ? new PatchCodec(frameSize) : new RawCodec(frameSize);
    }

    /**
     * An empty store.
     *
     * @param codec may be shared with stores that the same thread writes
     * @param mostBytes what it will hold at most, at a guess
     */
    static SegmentedFrameStore create(int frameSize, GroupCodec codec, long mostBytes) {
        return new SegmentedFrameStore(
                frameSize, codec, Math.min(largestSegment(frameSize, codec), mostBytes / PIECES));
    }

    /** Bytes of a segment where there is room for many. */
    static long largestSegment(int frameSize, GroupCodec codec) {
        return Math.max(SEGMENT_BYTES, (long) LEAST_GROUPS * codec.groupFrames() * frameSize);
    }

    @Override
    public void put(long position, byte[] frame) {
        if (frame.length != frameSize || (position != end && (position != end - 1 || position < openFirst))) {
            throw new IllegalArgumentException(
                    "a frame of " + frame.length + " bytes was put at " + position + " of " + end);
        }
        if (position == openFirst + codec.groupFrames()) {
            segments.append(openFirst / codec.groupFrames(), open, packed);
            openFirst = position;
        }
        System.arraycopy(frame, 0, open, openOffset(position), frameSize);
        end = position + 1;
    }

    @Override
    public void get(long first, int count, byte[] target, int offset) {
        if (first < begin || first + count > end) {
            throw new IllegalArgumentException(
                    "frames " + first + " to " + (first + count) + " of those from " + begin + " to " + end);
        }
        long position = first;
        int at = offset;
        while (position < Math.min(first + count, openFirst)) {
            long group = position / codec.groupFrames();
            int from = (int) (position % codec.groupFrames());
            int to = (int) Math.min(codec.groupFrames(), from + first + count - position);
            codec.unpack(segments.find(group), group, from, to, target, at);
            position += to - from;
            at += (to - from) * frameSize;
        }
        int rest = (int) (first + count - position);
        if (rest > 0) {
            System.arraycopy(open, openOffset(position), target, at, rest * frameSize);
        }
    }

    @Override
    public void forget(long before) {
        begin = Math.max(begin, Math.min(before, end));
        segments.forget(begin / codec.groupFrames());
    }

    @Override
    public void clear() {
        segments.clear();
        begin = 0;
        openFirst = 0;
        end = 0;
    }

    @Override
    public long begin() {
        return begin;
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public long nextRelease() {
        return Math.max(begin, segments.oldestEnd() * codec.groupFrames());
    }

    @Override
    public long byteCount() {
        return end == 0 ? 0 : open.length + segments.byteCount();
    }

    @Override
    public long growth() {
        return segments.segmentCost();
    }

    /** A segment kept in reserve, the one forgotten last, the one being filled; and what is left over at each one's end. */
    @Override
    public long spare(long byteLimit) {
        return 3 * growth() + byteLimit / growth() * (segmentSize % codec.maxPackedSize());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        try (Snapshot now = freeze()) {
            now.writeTo(out, 0);
        }
    }

    @Override
    public Snapshot freeze() {
        return new Snapshot(
                new long[] {begin, openFirst, end},
                segments.pin(),
                Arrays.copyOf(open, (int) (end - openFirst) * frameSize));
    }

    /** The frames of one moment. */
    final class Snapshot implements Frozen {
        private final long[] positions;
        private final List<Segment.Pin> pins;
        private final byte[] newest;

        private Snapshot(long[] positions, List<Segment.Pin> pins, byte[] newest) {
            this.positions = positions;
            this.pins = pins;
            this.newest = newest;
        }

        @Override
        public List<? extends Block> blocks() {
            return SegmentList.blocks(pins);
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            writeTo(out, blocks().size());
        }

        private void writeTo(DataOutput out, int named) throws IOException {
            out.writeUTF(shape());
            for (long position : positions) {
                out.writeLong(position);
            }
            SegmentList.save(pins, named, out);
            out.write(newest);
            out.writeInt(checksum(newest, newest.length));
        }

        @Override
        public void close() {
            pins.forEach(Segment.Pin::release);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        load(in, BlockSource.NONE);
    }

    @Override
    public void load(DataInput in, BlockSource blocks) throws IOException {
        clear();
        String saved = in.readUTF();
        if (!saved.equals(shape())) {
            throw new IOException("the saved replay holds " + saved + ", this one " + shape());
        }
        try {
            loadFrames(in, blocks);
        } catch (IOException e) {
            clear();
            throw e;
        }
    }

    private void loadFrames(DataInput in, BlockSource blocks) throws IOException {
        begin = in.readLong();
        openFirst = in.readLong();
        end = in.readLong();
        long opened = end - openFirst;
        if (begin < 0
                || begin > end
                || openFirst < 0
                || openFirst % codec.groupFrames() != 0
                || opened < Math.min(1, end)
                || opened > codec.groupFrames()) {
            throw new IOException("the saved replay is damaged: its frames begin at " + begin + ", the newest at "
                    + openFirst + ", and end at " + end);
        }
        segments.load(in, blocks, openFirst / codec.groupFrames(), open);
        long start = segments.oldestStart();
        long group = begin / codec.groupFrames();
        if (start < 0 ? begin < openFirst : group < start || group >= segments.oldestEnd()) {
            throw new IOException("the saved replay is damaged: its oldest frames are others than it says");
        }
        in.readFully(open, 0, (int) opened * frameSize);
        if (in.readInt() != checksum(open, (int) opened * frameSize)) {
            throw new IOException("the saved replay is damaged: the checksum of its newest frames is another");
        }
    }

    @Override
    public void close() {
        clear();
        segments.close();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private int openOffset(long position) {
        return (int) (position - openFirst) * frameSize;
    }

    private String shape() {
        return "frames of " + frameSize + " bytes in groups of " + codec.groupFrames() + " and segments of "
                + segmentSize;
    }
}
