package dqn.metrics;

import com.google.protobuf.CodedOutputStream;
import dqn.metrics.Histogram.Bucket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The bytes of TensorBoard's event files, as TensorFlow's {@code event.proto}, {@code summary.proto}, {@code
 * tensor.proto} and {@code record_writer.h} define them. Only these fields are needed, so they are written by their numbers, without
 * generated classes:
 *
 * <pre>
 * Event            1 wall_time (double, seconds), 2 step (int64), 3 file_version (string), 5 summary (Summary)
 * Summary          1 value (repeated Value)
 * Summary.Value    1 tag (string), 2 simple_value (float), 8 tensor (TensorProto), 9 metadata (SummaryMetadata)
 * SummaryMetadata  1 plugin_data (PluginData)
 * PluginData       1 plugin_name (string)
 * TensorProto      1 dtype (enum), 2 tensor_shape (TensorShapeProto), 4 tensor_content (bytes), 8 string_val (bytes)
 * TensorShapeProto 2 dim (repeated Dim)
 * Dim              1 size (int64)
 * </pre>
 *
 * <p>A text is a tensor of one string for the plugin {@code text}, a histogram a tensor of rows of left edge, right edge and
 * count for the plugin {@code histograms}, as {@code tf.summary} of TensorFlow 2 has them.
 *
 * <p>A record is the length of its data (8 bytes, little-endian), the masked CRC32C of these 8 bytes, the data, and the
 * masked CRC32C of the data.
 */
final class TensorBoardEvents {
    private static final int CRC_MASK_DELTA = 0xa282ead8;
    private static final int LENGTH_BYTES = 8;
    private static final int CRC_BYTES = 4;
    /** Spaces before each line. */
    private static final int MARKDOWN_CODE = 4;

    private static final int DT_FLOAT = 1;
    private static final int DT_STRING = 7;

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
        return event(wallTime, step, tag, value -> value.writeFloat(2, (float) number));
    }

    /** A record with one text. It is shown line for line: to TensorBoard, which expects Markdown, it is a block of code. */
    static byte[] text(double wallTime, long step, String tag, String text) {
        return event(wallTime, step, tag, value -> {
            value.writeByteArray(8, message(tensor -> {
                tensor.writeEnum(1, DT_STRING);
                tensor.writeByteArray(2, new byte[0]); // no dimensions
                tensor.writeString(8, text.indent(MARKDOWN_CODE));
            }));
            value.writeByteArray(9, metadata("text"));
        });
    }

    /** A record with one histogram. */
    static byte[] histogram(double wallTime, long step, String tag, List<Bucket> buckets) {
        return event(wallTime, step, tag, value -> {
            value.writeByteArray(8, message(tensor -> {
                tensor.writeEnum(1, DT_FLOAT);
                tensor.writeByteArray(2, shape(buckets.size(), 3));
                tensor.writeByteArray(4, rows(buckets));
            }));
            value.writeByteArray(9, metadata("histograms"));
        });
    }

    private static byte[] shape(int... sizes) {
        return message(shape -> {
            for (int size : sizes) {
                shape.writeByteArray(2, message(dimension -> dimension.writeInt64(1, size)));
            }
        });
    }

    private static byte[] rows(List<Bucket> buckets) {
        ByteBuffer rows = ByteBuffer.allocate(buckets.size() * 3 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buckets.forEach(
                bucket -> rows.putFloat(bucket.left()).putFloat(bucket.right()).putFloat((float) bucket.count()));
        return rows.array();
    }

    private static byte[] metadata(String plugin) {
        byte[] pluginData = message(data -> data.writeString(1, plugin));
        return message(metadata -> metadata.writeByteArray(1, pluginData));
    }

    private static byte[] event(double wallTime, long step, String tag, Fields content) {
        byte[] value = message(out -> {
            out.writeString(1, tag);
            content.writeTo(out);
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
