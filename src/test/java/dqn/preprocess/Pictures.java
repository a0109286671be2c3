package dqn.preprocess;

import dqn.core.ObservationSpec;
import java.util.zip.CRC32;

/** Pictures and shapes for the tests. */
final class Pictures {
    private Pictures() {}

    /** Bytes from the values, so that tests can write 200 for a byte. */
    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** The bytes of the linear congruential generator that scripts/peers/resize_fixtures.py describes. */
    static byte[] noise(int count) {
        byte[] bytes = new byte[count];
        long state = 12345;
        for (int i = 0; i < count; i++) {
            state = (1103515245 * state + 12345) % (1L << 31);
            bytes[i] = (byte) (state >> 16);
        }
        return bytes;
    }

    static ObservationSpec grey(int height, int width) {
        return new ObservationSpec(1, height, width);
    }

    static String crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return String.format("%08x", crc.getValue());
    }
}
