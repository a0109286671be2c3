package dqn.replay;

import dqn.core.Block;
import dqn.core.Sha256;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;

/**
 * Packed groups one behind the other in a direct buffer, which is only ever added to until all of it is forgotten; where
 * each ends, and the base that they are packed against, are on the heap.
 *
 * <p>Direct buffers are freed when the collector finds them unreachable, at the latest when the next one would not fit
 * otherwise. Memory freed by hand was decided against: it would need native calls in this package, and a use after close
 * would end the process instead of throwing.
 */
final class Segment {
    private static final int COPY = 1 << 16;

    private final ByteBuffer bytes;
    private final byte[] base;
    private final AtomicInteger pins = new AtomicInteger();
    private int[] ends = new int[16];
    private long firstGroup;
    private int groups;
    /** Of all of it, once somebody has asked for it when nothing more was added; else null. */
    private volatile String sha256;

    /** Empty, with room for {@code size} bytes, and groups packed against {@code baseSize} bytes. */
    Segment(int size, int baseSize) {
        bytes = ByteBuffer.allocateDirect(size);
        base = new byte[baseSize];
    }

    /** Empties it: its next group is this one. */
    void start(long group) {
        firstGroup = group;
        groups = 0;
        sha256 = null;
    }

    /** What groups are packed against, to be filled in before the first. */
    byte[] base() {
        return base;
    }

    /** The first group. */
    long firstGroup() {
        return firstGroup;
    }

    /** Behind the last group. */
    long endGroup() {
        return firstGroup + groups;
    }

    /** Whether a group of so many bytes still fits in. */
    boolean hasRoomFor(int length) {
        return length <= bytes.capacity() - used(groups);
    }

    /** Adds a group. */
    void append(byte[] packed, int length) {
        int start = used(groups);
        bytes.put(start, packed, 0, length);
        if (groups == ends.length) {
            ends = Arrays.copyOf(ends, 2 * groups);
        }
        ends[groups++] = start + length;
    }

    /** Bytes of a group. */
    int length(long group) {
        int index = (int) (group - firstGroup);
        return ends[index] - used(index);
    }

    /** Copies {@code length} bytes of a group from its byte {@code from} on. */
    void read(long group, int from, byte[] target, int offset, int length) {
        bytes.get(used((int) (group - firstGroup)) + from, target, offset, length);
    }

    /** Whether somebody holds on to what is in it. */
    boolean isPinned() {
        return pins.get() > 0;
    }

    /** Holds on to what is in it now; it may be added to, but not be emptied, before {@link Pin#release}. */
    Pin pin() {
        pins.incrementAndGet();
        return new Pin(firstGroup, ends, groups);
    }

    /** What was in it at one moment; a block, if nothing is added to the segment any more. */
    final class Pin implements Block {
        private final long firstGroup;
        private final int[] ends;
        private final int groups;
        private boolean released;

        private Pin(long firstGroup, int[] ends, int groups) {
            this.firstGroup = firstGroup;
            this.ends = ends; // only ever added to behind these, or replaced
            this.groups = groups;
        }

        @Override
        public String sha256() throws IOException {
            if (sha256 == null) {
                sha256 = Sha256.of(this::writeTo);
            }
            return sha256;
        }

        /** Writes the groups for {@link Segment#load}, with a checksum of all. */
        @Override
        public void writeTo(DataOutput out) throws IOException {
            CRC32C crc = new CRC32C();
            out.writeLong(firstGroup);
            out.writeInt(groups);
            for (int i = 0; i < groups; i++) {
                out.writeInt(ends[i]);
            }
            out.write(base);
            crc.update(base);
            byte[] copy = new byte[COPY];
            int used = ends[groups - 1];
            for (int at = 0; at < used; at += COPY) {
                int length = Math.min(COPY, used - at);
                bytes.get(at, copy, 0, length);
                out.write(copy, 0, length);
                crc.update(copy, 0, length);
            }
            out.writeInt((int) crc.getValue());
        }

        /** Lets go of it. */
        void release() {
            if (!released) {
                released = true;
                pins.decrementAndGet();
            }
        }
    }

    /** Takes over what {@link Pin#writeTo} wrote. */
    void load(DataInput in) throws IOException {
        start(in.readLong());
        int count = in.readInt();
        if (count < 1) {
            throw new IOException("the saved replay is damaged: a segment of " + count + " groups");
        }
        while (groups < count) {
            if (groups == ends.length) {
                ends = Arrays.copyOf(ends, 2 * groups);
            }
            int end = in.readInt();
            if (end <= used(groups) || end > bytes.capacity()) {
                throw new IOException(
                        "the saved replay is damaged: a group ends at " + end + " of " + bytes.capacity() + " bytes");
            }
            ends[groups++] = end;
        }
        CRC32C crc = new CRC32C();
        in.readFully(base);
        crc.update(base);
        byte[] copy = new byte[COPY];
        for (int at = 0; at < used(groups); at += COPY) {
            int length = Math.min(COPY, used(groups) - at);
            in.readFully(copy, 0, length);
            crc.update(copy, 0, length);
            bytes.put(at, copy, 0, length);
        }
        if (in.readInt() != (int) crc.getValue()) {
            throw new IOException("the saved replay is damaged: its checksum is another");
        }
    }

    private int used(int count) {
        return count == 0 ? 0 : ends[count - 1];
    }
}
