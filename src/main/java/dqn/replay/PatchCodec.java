package dqn.replay;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * Of each frame only what differs from the frame before it, of a group's first frame what differs from the segment's
 * base; the {@link Patches} of a group together in one LZ4 block. Frames that nothing is gained by stay as they are.
 *
 * <p>The compressor is LZ4's plain Java one, whatever the platform: another would give other sizes, and sizes decide
 * what is forgotten.
 */
final class PatchCodec implements GroupCodec {
    /** Fewer cost more bytes, more cost time: both are measured in DECISIONS.md. */
    private static final int GROUP_FRAMES = 16;

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
        final byte[] packed = new byte[rawSize];
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
        return Math.max(rawSize, compressor.maxCompressedLength(maxPatchesSize));
    }

    @Override
    public int pack(byte[] frames, byte[] base, byte[] packed) {
        int size = Patches.write(base, 0, frames, 0, frameSize, patches, 0);
        for (int i = 1; i < GROUP_FRAMES; i++) {
            size = Patches.write(frames, (i - 1) * frameSize, frames, i * frameSize, frameSize, patches, size);
        }
        int length = compressor.compress(patches, 0, size, packed, 0);
        if (length < rawSize) {
            return length;
        }
        System.arraycopy(frames, 0, packed, 0, rawSize);
        return rawSize;
    }

    @Override
    public void unpack(Segment segment, long group, int from, int to, byte[] target, int offset) {
        int length = segment.length(group);
        if (length == rawSize) {
            segment.read(group, from * frameSize, target, offset, (to - from) * frameSize);
            return;
        }
        Scratch scratch = scratches.take();
        try {
            segment.read(group, 0, scratch.packed, 0, length);
            int size = decompressor.decompress(scratch.packed, 0, length, scratch.patches, 0);
            System.arraycopy(segment.base(), 0, target, offset, frameSize);
            unpack(scratch.patches, size, from, to, target, offset);
        } finally {
            scratches.give(scratch);
        }
    }

    /** From the base at {@code offset}, which turns into the first frame wanted; each further one begins as its copy. */
    private void unpack(byte[] patches, int size, int from, int to, byte[] target, int offset) {
        int at = 0;
        for (int i = 0; i <= from; i++) {
            at = Patches.apply(patches, at, size, target, offset, frameSize);
        }
        int place = offset;
        for (int i = from + 1; i < to; i++) {
            System.arraycopy(target, place, target, place + frameSize, frameSize);
            place += frameSize;
            at = Patches.apply(patches, at, size, target, place, frameSize);
        }
        if (to == GROUP_FRAMES && at != size) {
            throw new IllegalArgumentException("a group with more than its frames");
        }
    }
}
