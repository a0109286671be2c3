package dqn.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Codecs that keep of each frame but the first the runs of bytes that changed: skip, length, bytes. */
final class PatchCodecs {
    private PatchCodecs() {}

    /**
     * All patches of a group in one block of {@code packer}.
     *
     * @param gap runs that are no further apart become one
     * @param xor whether the bytes are XORed with the old ones, or simply the new ones
     */
    static FrameCodec patches(BlockCodecs.Packer packer, int gap, boolean xor) {
        byte[] scratch = new byte[1 << 21];
        byte[] frame = new byte[1 << 15];
        return new FrameCodec() {
            @Override
            public byte[] encode(byte[] frames, int count, int size) {
                byte[] out = new byte[2 * count * size + 64];
                System.arraycopy(frames, 0, out, 0, size);
                int at = size;
                for (int i = 1; i < count; i++) {
                    at = patch(frames, (i - 1) * size, i * size, size, gap, xor, out, at);
                }
                return packer.pack(out, at);
            }

            @Override
            public void decode(byte[] packed, int count, int size, int from, int to, byte[] target) {
                packer.unpack(packed, 0, packed.length, scratch, scratch.length);
                System.arraycopy(scratch, 0, frame, 0, size);
                int at = size;
                for (int i = 0; i < to; i++) {
                    if (i > 0) {
                        at = apply(scratch, at, frame, xor);
                    }
                    if (i >= from) {
                        System.arraycopy(frame, 0, target, (i - from) * size, size);
                    }
                }
            }
        };
    }

    /**
     * The same, where the first frame is a patch too, of a frame that {@code groups} groups share; each of them pays its
     * share of it in bytes that are not used.
     */
    static FrameCodec based(BlockCodecs.Packer packer, int gap, int groups) {
        List<byte[]> bases = new ArrayList<>();
        byte[] scratch = new byte[1 << 21];
        byte[] frame = new byte[1 << 15];
        return new FrameCodec() {
            private int encoded;

            @Override
            public byte[] encode(byte[] frames, int count, int size) {
                if (encoded++ % groups == 0) {
                    bases.add(Arrays.copyOf(frames, size));
                }
                byte[] both = Arrays.copyOf(bases.get(bases.size() - 1), 2 * size);
                System.arraycopy(frames, 0, both, size, size);
                byte[] out = new byte[2 * count * size + 64];
                int at = patch(both, 0, size, size, gap, false, out, 0);
                for (int i = 1; i < count; i++) {
                    at = patch(frames, (i - 1) * size, i * size, size, gap, false, out, at);
                }
                byte[] block = packer.pack(out, at);
                return ByteBuffer.allocate(4 + block.length + size / groups)
                        .putShort((short) (bases.size() - 1))
                        .putShort((short) block.length)
                        .put(block)
                        .array();
            }

            @Override
            public void decode(byte[] packed, int count, int size, int from, int to, byte[] target) {
                ByteBuffer in = ByteBuffer.wrap(packed);
                System.arraycopy(bases.get(in.getShort(0)), 0, frame, 0, size);
                packer.unpack(packed, 4, in.getShort(2) & 0xFFFF, scratch, scratch.length);
                int at = 0;
                for (int i = 0; i < to; i++) {
                    at = apply(scratch, at, frame, false);
                    if (i >= from) {
                        System.arraycopy(frame, 0, target, (i - from) * size, size);
                    }
                }
            }
        };
    }

    private static int patch(byte[] frames, int old, int young, int size, int gap, boolean xor, byte[] out, int start) {
        int at = start;
        int done = 0;
        int i = 0;
        while (true) {
            int mismatch = Arrays.mismatch(frames, old + i, old + size, frames, young + i, young + size);
            if (mismatch < 0) {
                out[at++] = 0;
                out[at++] = 0;
                return at;
            }
            int from = i + mismatch;
            int to = from + 1;
            int last = to;
            while (last < size && last - to <= gap && last - from < 255) {
                if (frames[old + last] != frames[young + last]) {
                    to = last + 1;
                }
                last++;
            }
            int skip = from - done;
            if (skip >= 128) {
                out[at++] = (byte) (skip >> 7 | 0x80);
            }
            out[at++] = (byte) (skip & 0x7F);
            out[at++] = (byte) (to - from);
            for (int k = from; k < to; k++) {
                out[at++] = (byte) (xor ? frames[old + k] ^ frames[young + k] : frames[young + k]);
            }
            done = to;
            i = to;
        }
    }

    private static int apply(byte[] in, int start, byte[] frame, boolean xor) {
        int at = start;
        int i = 0;
        while (true) {
            int skip = in[at++];
            if (skip < 0) {
                skip = (skip & 0x7F) << 7 | in[at++];
            }
            int length = in[at++] & 0xFF;
            if (length == 0) {
                return at;
            }
            i += skip;
            if (xor) {
                for (int k = 0; k < length; k++) {
                    frame[i + k] ^= in[at + k];
                }
            } else {
                for (int k = 0; k < length; k++) {
                    frame[i + k] = in[at + k];
                }
            }
            at += length;
            i += length;
        }
    }
}
