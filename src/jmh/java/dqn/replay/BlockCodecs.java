package dqn.replay;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** Codecs that hand whole frames to a general compressor; a frame but the first is XORed with the one before. */
final class BlockCodecs {
    /** Each bit of a byte in a byte of its own. */
    private static final long[] SPREAD = new long[256];

    static {
        for (int value = 0; value < 256; value++) {
            for (int bit = 0; bit < 8; bit++) {
                SPREAD[value] |= (value >> bit & 1L) << (8 * bit);
            }
        }
    }

    private BlockCodecs() {}

    /** A general compressor of byte arrays. */
    interface Packer {
        byte[] pack(byte[] bytes, int length);

        void unpack(byte[] packed, int offset, int length, byte[] target, int size);
    }

    static Packer lz4(boolean high) {
        LZ4Factory factory = LZ4Factory.safeInstance();
        LZ4Compressor compressor = high ? factory.highCompressor() : factory.fastCompressor();
        LZ4SafeDecompressor decompressor = factory.safeDecompressor();
        return new Packer() {
            @Override
            public byte[] pack(byte[] bytes, int length) {
                return compressor.compress(bytes, 0, length);
            }

            @Override
            public void unpack(byte[] packed, int offset, int length, byte[] target, int size) {
                decompressor.decompress(packed, offset, length, target, 0, target.length);
            }
        };
    }

    static Packer zstd() {
        return new Packer() {
            @Override
            public byte[] pack(byte[] bytes, int length) {
                return Zstd.compress(Arrays.copyOf(bytes, length), 3);
            }

            @Override
            public void unpack(byte[] packed, int offset, int length, byte[] target, int size) {
                Zstd.decompressByteArray(target, 0, size, packed, offset, length);
            }
        };
    }

    /** The whole group in one block. */
    static FrameCodec group(Packer packer) {
        byte[] scratch = new byte[1 << 21];
        return new FrameCodec() {
            @Override
            public byte[] encode(byte[] frames, int count, int size) {
                return packer.pack(xored(frames, count, size), count * size);
            }

            @Override
            public void decode(byte[] packed, int count, int size, int from, int to, byte[] target) {
                packer.unpack(packed, 0, packed.length, scratch, count * size);
                undo(scratch, to, size);
                System.arraycopy(scratch, from * size, target, 0, (to - from) * size);
            }
        };
    }

    /** Each frame in a block of its own, behind a table of their lengths. */
    static FrameCodec single(Packer packer) {
        byte[] scratch = new byte[1 << 15];
        byte[] frame = new byte[1 << 15];
        return new FrameCodec() {
            @Override
            public byte[] encode(byte[] frames, int count, int size) {
                byte[] deltas = xored(frames, count, size);
                ByteBuffer out = ByteBuffer.allocate(count * (size + size / 8 + 64));
                out.position(2 * count);
                for (int i = 0; i < count; i++) {
                    byte[] block = packer.pack(Arrays.copyOfRange(deltas, i * size, (i + 1) * size), size);
                    out.put(block).putShort(2 * i, (short) block.length);
                }
                return Arrays.copyOf(out.array(), out.position());
            }

            @Override
            public void decode(byte[] packed, int count, int size, int from, int to, byte[] target) {
                ByteBuffer in = ByteBuffer.wrap(packed);
                Arrays.fill(frame, 0, size, (byte) 0);
                int offset = 2 * count;
                for (int i = 0; i < to; i++) {
                    int length = in.getShort(2 * i) & 0xFFFF;
                    packer.unpack(packed, offset, length, scratch, size);
                    offset += length;
                    xor(scratch, frame, size);
                    if (i >= from) {
                        System.arraycopy(frame, 0, target, (i - from) * size, size);
                    }
                }
            }
        };
    }

    /** Bit planes of the whole group, in one block of {@code packer}. */
    static FrameCodec planes(Packer packer) {
        byte[] scratch = new byte[1 << 21];
        byte[] bytes = new byte[1 << 21];
        return new FrameCodec() {
            @Override
            public byte[] encode(byte[] frames, int count, int size) {
                byte[] deltas = xored(frames, count, size);
                byte[] planes = new byte[count * size];
                int plane = size / 8;
                for (int i = 0; i < count * size; i++) {
                    for (int bit = 0; bit < 8; bit++) {
                        int at = i / size * size + bit * plane + i % size / 8;
                        planes[at] |= (byte) ((deltas[i] >> bit & 1) << i % 8);
                    }
                }
                return packer.pack(planes, planes.length);
            }

            @Override
            public void decode(byte[] packed, int count, int size, int from, int to, byte[] target) {
                packer.unpack(packed, 0, packed.length, scratch, count * size);
                int plane = size / 8;
                for (int frame = 0; frame < to; frame++) {
                    for (int i = 0; i < plane; i++) {
                        long eight = 0;
                        for (int bit = 0; bit < 8; bit++) {
                            eight |= SPREAD[scratch[frame * size + bit * plane + i] & 0xFF] << bit;
                        }
                        for (int b = 0; b < 8; b++) {
                            bytes[frame * size + 8 * i + b] = (byte) (eight >>> (8 * b));
                        }
                    }
                }
                undo(bytes, to, size);
                System.arraycopy(bytes, from * size, target, 0, (to - from) * size);
            }
        };
    }

    /** Indices into the group's palette, XORed, two pixels to a byte where 16 are enough; one block of {@code packer}. */
    static FrameCodec palette(Packer packer) {
        byte[] scratch = new byte[1 << 21];
        return new FrameCodec() {
            @Override
            public byte[] encode(byte[] frames, int count, int size) {
                boolean[] used = new boolean[256];
                for (int i = 0; i < count * size; i++) {
                    used[frames[i] & 0xFF] = true;
                }
                byte[] out = new byte[257 + count * size];
                int[] index = new int[256];
                int colours = 0;
                for (int value = 0; value < 256; value++) {
                    if (used[value]) {
                        index[value] = colours;
                        out[1 + colours++] = (byte) value;
                    }
                }
                out[0] = (byte) (colours <= 16 ? 1 : 0);
                int per = colours <= 16 ? 2 : 1;
                for (int i = 0; i < count * size; i++) {
                    out[257 + i / per] |= (byte) (index[frames[i] & 0xFF] << (per == 2 ? i % 2 * 4 : 0));
                }
                int packedSize = size / per;
                for (int i = count * packedSize - 1; i >= packedSize; i--) {
                    out[257 + i] ^= out[257 + i - packedSize];
                }
                return packer.pack(out, 257 + count * packedSize);
            }

            @Override
            public void decode(byte[] packed, int count, int size, int from, int to, byte[] target) {
                packer.unpack(packed, 0, packed.length, scratch, 257 + count * size);
                int per = scratch[0] == 1 ? 2 : 1;
                int packedSize = size / per;
                for (int i = packedSize; i < to * packedSize; i++) {
                    scratch[257 + i] ^= scratch[257 + i - packedSize];
                }
                for (int i = from * size; i < to * size; i++) {
                    int index = scratch[257 + i / per] >> (per == 2 ? i % 2 * 4 : 0) & (per == 2 ? 15 : 255);
                    target[i - from * size] = scratch[1 + index];
                }
            }
        };
    }

    private static byte[] xored(byte[] frames, int count, int size) {
        byte[] result = Arrays.copyOf(frames, count * size);
        for (int i = count * size - 1; i >= size; i--) {
            result[i] ^= result[i - size];
        }
        return result;
    }

    private static void undo(byte[] deltas, int count, int size) {
        for (int frame = 1; frame < count; frame++) {
            int base = frame * size;
            for (int i = 0; i < size; i++) {
                deltas[base + i] ^= deltas[base - size + i];
            }
        }
    }

    private static void xor(byte[] delta, byte[] frame, int size) {
        for (int i = 0; i < size; i++) {
            frame[i] ^= delta[i];
        }
    }
}
