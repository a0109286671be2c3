package dqn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads an event file back, checking every checksum. */
public final class TensorBoardFile {
    private static final int LENGTH_DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;

    private TensorBoardFile() {}

    /** What the file holds of one moment; its content is a Float, a text, or a histogram's rows of left, right and count. */
    public record Value(double wallTime, long step, String tag, Object content) {
        /** For a comparison with another run's. */
        public Value withoutTime() {
            return new Value(0, step, tag, content);
        }
    }

    /** All of it, in order. */
    public static List<Value> read(Path path) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        while (file.hasRemaining()) {
            byte[] length = take(file, 8);
            byte[] data = take(file, (int)
                    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
            records.add(data);
        }
        assertThat(new String(records.get(0), StandardCharsets.ISO_8859_1)).endsWith("brain.Event:2");
        List<Value> values = new ArrayList<>();
        for (byte[] event : records.subList(1, records.size())) {
            values.add(value(CodedInputStream.newInstance(event)));
        }
        return values;
    }

    private static byte[] take(ByteBuffer file, int length) {
        byte[] bytes = new byte[length];
        file.get(bytes);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        long value = crc.getValue();
        assertThat(Integer.toUnsignedLong(file.getInt()))
                .isEqualTo((((value >> 15) | (value << 17 & 0xffffffffL)) + 0xa282ead8L) & 0xffffffffL);
        return bytes;
    }

    private static Value value(CodedInputStream event) throws IOException {
        expect(event, 1, WireFormat.WIRETYPE_FIXED64);
        double wallTime = event.readDouble();
        expect(event, 2, WireFormat.WIRETYPE_VARINT);
        long step = event.readInt64();
        CodedInputStream summary = message(event, 5);
        assertThat(event.isAtEnd()).isTrue();
        CodedInputStream value = message(summary, 1);
        assertThat(summary.isAtEnd()).isTrue();
        expect(value, 1, LENGTH_DELIMITED);
        String tag = value.readString();
        Object content = content(value);
        assertThat(value.isAtEnd()).isTrue();
        return new Value(wallTime, step, tag, content);
    }

    private static Object content(CodedInputStream value) throws IOException {
        int field = value.readTag();
        if (field == (2 << 3 | WireFormat.WIRETYPE_FIXED32)) {
            return value.readFloat();
        }
        assertThat(field).isEqualTo(8 << 3 | LENGTH_DELIMITED);
        CodedInputStream tensor = CodedInputStream.newInstance(value.readByteArray());
        CodedInputStream pluginData = message(message(value, 9), 1);
        expect(pluginData, 1, LENGTH_DELIMITED);
        return switch (pluginData.readString()) {
            case "text" -> text(tensor);
            case "histograms" -> rows(tensor);
            default -> throw new AssertionError("of an unknown plugin");
        };
    }

    private static String text(CodedInputStream tensor) throws IOException {
        expect(tensor, 1, WireFormat.WIRETYPE_VARINT);
        assertThat(tensor.readEnum()).isEqualTo(7); // DT_STRING
        assertThat(message(tensor, 2).isAtEnd()).isTrue();
        expect(tensor, 8, LENGTH_DELIMITED);
        return tensor.readString();
    }

    private static List<List<Float>> rows(CodedInputStream tensor) throws IOException {
        expect(tensor, 1, WireFormat.WIRETYPE_VARINT);
        assertThat(tensor.readEnum()).isEqualTo(1); // DT_FLOAT
        CodedInputStream shape = message(tensor, 2);
        int rowCount = size(shape);
        assertThat(size(shape)).isEqualTo(3);
        expect(tensor, 4, LENGTH_DELIMITED);
        ByteBuffer numbers = ByteBuffer.wrap(tensor.readByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        List<List<Float>> rows = new ArrayList<>();
        for (int row = 0; row < rowCount; row++) {
            rows.add(List.of(numbers.getFloat(), numbers.getFloat(), numbers.getFloat()));
        }
        assertThat(numbers.hasRemaining()).isFalse();
        return rows;
    }

    private static int size(CodedInputStream shape) throws IOException {
        CodedInputStream dimension = message(shape, 2);
        expect(dimension, 1, WireFormat.WIRETYPE_VARINT);
        return (int) dimension.readInt64();
    }

    private static CodedInputStream message(CodedInputStream in, int field) throws IOException {
        expect(in, field, LENGTH_DELIMITED);
        return CodedInputStream.newInstance(in.readByteArray());
    }

    private static void expect(CodedInputStream in, int field, int wireType) throws IOException {
        assertThat(in.readTag()).isEqualTo(field << 3 | wireType);
    }
}
