package dqn.replay;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * Of each frame only what differs from the frame before it, of a group's first frame what differs from the segment's
 * base: {@link Patches}. Those of a group are together one LZ4 block where that saves enough, which unpacking pays for;
 * where nothing is saved at all the frames stay as they are. The first byte of a group says which.
 *
 * <p>The compressor is LZ4's plain Java one, whatever the platform: another would give other sizes, and sizes decide
 * what is forgotten.
 */
final class PatchCodec implements GroupCodec {
    /** Fewer cost more bytes, more cost time: both are measured in DECISIONS.md. */
    private static final int GROUP_FRAMES = 16;

    private static final byte FRAMES = 0;
    private static final byte PATCHES = 1;
    private static final byte LZ4_PATCHES = 2;

    private final int frameSize;
    private final int rawSize;
    private final int maxPatchesSize;
    private final LZ4Compressor compressor = LZ4Factory.safeInstance().fastCompressor();
    private final LZ4SafeDecompressor decompressor = LZ4Factory.safeInstance().safeDecompressor();
    private final Pool<Scratch> scratches = new Pool<>(Scratch::new);
    private final byte[] patches;

    /** Of frames of {@code frameSize} bytes. */
    PatchCodec(int frameSize) {
        this.frameSize = frameSize;
        rawSize = Math.multiplyExact(GROUP_FRAMES, frameSize);
        maxPatchesSize = Math.multiplyExact(GROUP_FRAMES, Patches.maxSize(frameSize));
        patches = new byte[maxPatchesSize];
    }

    /** What one thread needs to unpack. */
    private final class Scratch {
        final byte[] packed = new byte[1 + rawSize];
        final byte[] patches = new byte[maxPatchesSize];
    }

    @Override
    public int groupFrames() {
        return GROUP_FRAMES;
    }

    @Override
    public int baseSize() {
        return frameSize;
    }

    @Override
    public int maxPackedSize() {
        return 1 + rawSize;
    }

    @Override
    public int packingSize() {
        return 1 + Math.max(rawSize, compressor.maxCompressedLength(maxPatchesSize));
    }

    @Override
    public int pack(byte[] frames, byte[] base, byte[] packed) {
        int size = Patches.write(base, 0, frames, 0, frameSize, patches, 0);
        for (int i = 1; i < GROUP_FRAMES; i++) {
            size = Patches.write(frames, (i - 1) * frameSize, frames, i * frameSize, frameSize, patches, size);
        }
        int compressed = compressor.compress(patches, 0, size, packed, 1);
        if (3L * compressed <= 2L * size && compressed < rawSize) {
            packed[0] = LZ4_PATCHES;
            return 1 + compressed;
        }
        return size < rawSize ? store(PATCHES, patches, size, packed) : store(FRAMES, frames, rawSize, packed);
    }

    private static int store(byte form, byte[] bytes, int length, byte[] packed) {
        packed[0] = form;
        System.arraycopy(bytes, 0, packed, 1, length);
        return 1 + length;
    }

    @Override
    public void unpack(Segment segment, long group, int from, int to, byte[] target, int offset) {
        int length = segment.length(group);
        Scratch scratch = scratches.take();
        try {
            byte[] packed = scratch.packed;
            segment.read(group, 0, packed, 0, length);
            if (packed[0] == FRAMES && length == 1 + rawSize) {
                System.arraycopy(packed, 1 + from * frameSize, target, offset, (to - from) * frameSize);
            } else if (packed[0] == PATCHES) {
                unpack(segment.base(), packed, 1, length, from, to, target, offset);
            } else if (packed[0] == LZ4_PATCHES) {
                int size = decompressor.decompress(packed, 1, length - 1, scratch.patches, 0);
                unpack(segment.base(), scratch.patches, 0, size, from, to, target, offset);
            } else {
                throw new IllegalArgumentException("a group of an unknown form");
            }
        } finally {
            scratches.give(scratch);
        }
    }

    /** The base turns into the first frame wanted; each further one begins as a copy of the one before. */
    private void unpack(byte[] base, byte[] patches, int start, int end, int from, int to, byte[] target, int offset) {
        System.arraycopy(base, 0, target, offset, frameSize);
        int at = start;
        for (int i = 0; i <= from; i++) {
            at = Patches.apply(patches, at, end, target, offset, frameSize);
        }
        int place = offset;
        for (int i = from + 1; i < to; i++) {
            System.arraycopy(target, place, target, place + frameSize, frameSize);
            place += frameSize;
            at = Patches.apply(patches, at, end, target, place, frameSize);
        }
        if (to == GROUP_FRAMES && at != end) {
            throw new IllegalArgumentException("a group with more than its frames");
        }
    }
}
