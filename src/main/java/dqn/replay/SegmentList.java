package dqn.replay;

import dqn.core.BlockSource;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The segments of a store, oldest first. One that is forgotten is used again, as soon as nobody holds on to it any more:
 * so there are never more than were in use or held on to at once.
 */
final class SegmentList {
    private final int segmentSize;
    private final GroupCodec codec;
    private final List<Segment> live = new ArrayList<>();
    /** Forgotten; some may still be pinned. */
    private final List<Segment> spare = new ArrayList<>();

    /** None yet, each to have {@code segmentSize} bytes. */
    SegmentList(int segmentSize, GroupCodec codec) {
        this.segmentSize = segmentSize;
        this.codec = codec;
    }

    /** Packs a group into the newest segment, or into a new one. */
    void append(long group, byte[] frames, byte[] packed) {
        if (!live.isEmpty()) {
            Segment newest = newest();
            int length = codec.pack(frames, newest.base(), packed);
            if (newest.hasRoomFor(length)) {
                newest.append(packed, length);
                return;
            }
        }
        Segment next = next(group);
        System.arraycopy(frames, 0, next.base(), 0, next.base().length);
        next.append(packed, codec.pack(frames, next.base(), packed));
        live.add(next);
    }

    /** The segment with a group that is held. */
    Segment find(long group) {
        int low = 0;
        int high = live.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (live.get(middle).firstGroup() <= group) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return live.get(low);
    }

    /** Forgets the segments that hold no group from this one on. */
    void forget(long beforeGroup) {
        while (!live.isEmpty() && live.get(0).endGroup() <= beforeGroup) {
            spare.add(live.remove(0));
        }
    }

    /** Forgets all. */
    void clear() {
        spare.addAll(live);
        live.clear();
    }

    /** Gives all memory away. */
    void close() {
        live.clear();
        spare.clear();
    }

    /** Behind the oldest segment's last group; 0 without one. */
    long oldestEnd() {
        return live.isEmpty() ? 0 : live.get(0).endGroup();
    }

    /** The oldest segment's first group; -1 without one. */
    long oldestStart() {
        return live.isEmpty() ? -1 : live.get(0).firstGroup();
    }

    /** Bytes of the segments that hold something, and of their index. */
    long byteCount() {
        return live.isEmpty()
                ? 0
                : live.size() * segmentCost()
                        + Integer.BYTES * (newest().endGroup() - live.get(0).firstGroup());
    }

    /** Bytes of one more segment. */
    long segmentCost() {
        return (long) segmentSize + codec.baseSize();
    }

    /** Holds on to all of them. */
    List<Segment.Pin> pin() {
        return live.stream().map(Segment::pin).toList();
    }

    /** Those of the segments that nothing is added to any more. */
    static List<Segment.Pin> blocks(List<Segment.Pin> pins) {
        return pins.subList(0, Math.max(0, pins.size() - 1));
    }

    /**
     * Writes them for {@link #load}.
     *
     * @param named how many of the oldest are only named, since they are kept as blocks
     */
    static void save(List<Segment.Pin> pins, int named, DataOutput out) throws IOException {
        out.writeInt(pins.size());
        out.writeInt(named);
        for (Segment.Pin pin : pins.subList(0, named)) {
            out.writeUTF(pin.sha256());
        }
        for (Segment.Pin pin : pins.subList(named, pins.size())) {
            pin.writeTo(out);
        }
    }

    /**
     * Takes over saved segments, up to the group before {@code endGroup}, after looking at every group.
     *
     * @param scratch room for a group of frames
     */
    void load(DataInput in, BlockSource blocks, long endGroup, byte[] scratch) throws IOException {
        clear();
        int count = in.readInt();
        int named = in.readInt();
        if (count < 0 || named < 0 || named > count) {
            throw new IOException("the saved replay is damaged: " + count + " segments, " + named + " of them named");
        }
        for (int i = 0; i < named; i++) {
            try (DataInputStream block = blocks.open(in.readUTF())) {
                add(block, endGroup, scratch);
            }
        }
        for (int i = named; i < count; i++) {
            add(in, endGroup, scratch);
        }
        if (count > 0 && newest().endGroup() != endGroup) {
            throw new IOException("the saved replay is damaged: its newest segment is missing");
        }
    }

    private void add(DataInput in, long endGroup, byte[] scratch) throws IOException {
        Segment segment = next(0);
        segment.load(in);
        boolean follows = live.isEmpty()
                || (segment.firstGroup() == newest().endGroup()
                        && !newest().hasRoomFor(codec.maxPackedSize())); // or it would not have been left
        if (!follows || segment.firstGroup() < 0 || segment.endGroup() > endGroup) {
            throw new IOException("the saved replay is damaged: its segments do not follow each other");
        }
        live.add(segment);
        check(segment, scratch);
    }

    /** Tries every group now, so that none fails in the middle of learning. */
    private void check(Segment segment, byte[] scratch) throws IOException {
        try {
            for (long group = segment.firstGroup(); group < segment.endGroup(); group++) {
                codec.unpack(segment, group, 0, codec.groupFrames(), scratch, 0);
            }
        } catch (RuntimeException e) {
            throw new IOException("the saved replay is damaged: a group of frames cannot be unpacked", e);
        }
    }

    private Segment newest() {
        return live.get(live.size() - 1);
    }

    private Segment next(long firstGroup) {
        Segment next = unpinned().orElseGet(() -> new Segment(segmentSize, codec.baseSize()));
        spare.remove(next);
        next.start(firstGroup);
        return next;
    }

    private Optional<Segment> unpinned() {
        return spare.stream().filter(segment -> !segment.isPinned()).findFirst();
    }
}
