package dqn.metrics;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The bytes of TensorBoard's event files, as TensorFlow's {@code event.proto}, {@code summary.proto} and
 * {@code record_writer.h} define them. Only these fields are needed, so they are written by their numbers, without
 * generated classes:
 *
 * <pre>
 * Event          1 wall_time (double, seconds), 2 step (int64), 3 file_version (string), 5 summary (Summary)
 * Summary        1 value (repeated Value)
 * Summary.Value  1 tag (string), 2 simple_value (float)
 * </pre>
 *
 * <p>A record is the length of its data (8 bytes, little-endian), the masked CRC32C of these 8 bytes, the data, and the
 * masked CRC32C of the data.
 */
final class TensorBoardEvents {
    private static final int CRC_MASK_DELTA = 0xa282ead8;
    private static final int LENGTH_BYTES = 8;
    private static final int CRC_BYTES = 4;

    private TensorBoardEvents() {}

    /** The record that opens every file. */
    static byte[] fileVersion(double wallTime) {
        return record(message(event -> {
            event.writeDouble(1, wallTime);
            event.writeString(3, "brain.Event:2");
        }));
    }

    /** A record with one number. */
    static byte[] scalar(double wallTime, long step, String tag, double number) {
        byte[] value = message(out -> {
            out.writeString(1, tag);
            out.writeFloat(2, (float) number);
        });
        byte[] summary = message(out -> out.writeByteArray(1, value));
        return record(message(event -> {
            event.writeDouble(1, wallTime);
            event.writeInt64(2, step);
            event.writeByteArray(5, summary);
        }));
    }

    private static byte[] record(byte[] data) {
        byte[] length = ByteBuffer.allocate(LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(data.length)
                .array();
        return ByteBuffer.allocate(LENGTH_BYTES + CRC_BYTES + data.length + CRC_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(length)
                .putInt(maskedCrc(length))
                .put(data)
                .putInt(maskedCrc(data))
                .array();
    }

    /** TensorFlow rotates and shifts the checksum, since the data may hold checksums itself. */
    static int maskedCrc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK_DELTA;
    }

    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
