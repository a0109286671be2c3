package dqn.replay;

import java.util.Arrays;

/**
 * What turns a frame into the next one: for each run of bytes that changed, how many to skip since the last run (7 bits
 * a byte, the lowest first, the high bit where more follow), how many there are (one byte, 1 to 255), and what they are
 * now. A length of 0 ends the frame.
 */
final class Patches {
    /** Runs so little apart are one: a new run would cost two bytes. */
    private static final int GAP = 3;

    private static final int MAX_RUN = 255;

    private Patches() {}

    /** The most bytes that a frame's patches take: see {@link #GAP}; the longest skip, and the end. */
    static int maxSize(int frameSize) {
        return Math.addExact(frameSize, frameSize / 64 + 16);
    }

    /**
     * Writes what turns the frame of {@code size} bytes at {@code before[old]} into the one at {@code after[young]}.
     *
     * @return where {@code out} goes on
     */
    static int write(byte[] before, int old, byte[] after, int young, int size, byte[] out, int start) {
        int at = start;
        int done = 0;
        int from = change(before, old, after, young, size, 0);
        while (from < size) {
            int to = runEnd(before, old, after, young, size, from);
            at = writeSkip(from - done, out, at);
            out[at++] = (byte) (to - from);
            System.arraycopy(after, young + from, out, at, to - from);
            at += to - from;
            done = to;
            from = change(before, old, after, young, size, to);
        }
        out[at++] = 0;
        out[at++] = 0;
        return at;
    }

    private static int change(byte[] before, int old, byte[] after, int young, int size, int from) {
        int ahead = Arrays.mismatch(before, old + from, old + size, after, young + from, young + size);
        return ahead < 0 ? size : from + ahead;
    }

    private static int runEnd(byte[] before, int old, byte[] after, int young, int size, int from) {
        int limit = Math.min(size, from + MAX_RUN);
        int end = from + 1;
        for (int i = end; i < limit && i - end <= GAP; i++) {
            if (before[old + i] != after[young + i]) {
                end = i + 1;
            }
        }
        return end;
    }

    private static int writeSkip(int skip, byte[] out, int start) {
        int at = start;
        int rest = skip;
        while (rest >= 0x80) {
            out[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
        return at;
    }

    /**
     * Patches the frame of {@code size} bytes at {@code frame[offset]}.
     *
     * @param start where {@code patches} go on, to end before {@code end} at most
     * @return where they go on behind this frame
     * @throws RuntimeException if they reach beyond the frame or their own end
     */
    static int apply(byte[] patches, int start, int end, byte[] frame, int offset, int size) {
        int at = start;
        int place = offset;
        while (true) {
            int skip = patches[at++];
            if (skip < 0) {
                skip &= 0x7F;
                for (int shift = 7; shift < 35; shift += 7) {
                    int more = patches[at++];
                    skip |= (more & 0x7F) << shift;
                    if (more >= 0) {
                        break;
                    }
                }
            }
            int run = patches[at++] & 0xFF;
            int left = offset + size - place;
            if (skip < 0 || skip > left || run > left - skip || run > end - at) {
                throw new IllegalArgumentException("a patch that reaches beyond its frame");
            }
            if (run == 0) {
                return at;
            }
            place += skip;
            for (int i = 0; i < run; i++) {
                frame[place + i] = patches[at + i];
            }
            place += run;
            at += run;
        }
    }
}
