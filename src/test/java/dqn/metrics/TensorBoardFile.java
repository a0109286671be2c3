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
    private TensorBoardFile() {}

    /** One number of one moment. */
    public record Scalar(double wallTime, long step, String tag, float value) {
        /** For a comparison with another run's. */
        public Scalar withoutTime() {
            return new Scalar(0, step, tag, value);
        }
    }

    /** All of them, in order. */
    public static List<Scalar> read(Path path) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        while (file.hasRemaining()) {
            byte[] length = take(file, 8);
            byte[] data = take(file, (int)
                    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
            records.add(data);
        }
        assertThat(new String(records.get(0), StandardCharsets.ISO_8859_1)).endsWith("brain.Event:2");
        List<Scalar> scalars = new ArrayList<>();
        for (byte[] event : records.subList(1, records.size())) {
            scalars.add(scalar(CodedInputStream.newInstance(event)));
        }
        return scalars;
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

    private static Scalar scalar(CodedInputStream event) throws IOException {
        assertThat(event.readTag()).isEqualTo(1 << 3 | WireFormat.WIRETYPE_FIXED64);
        double wallTime = event.readDouble();
        assertThat(event.readTag()).isEqualTo(2 << 3 | WireFormat.WIRETYPE_VARINT);
        long step = event.readInt64();
        assertThat(event.readTag()).isEqualTo(5 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
        CodedInputStream summary = CodedInputStream.newInstance(event.readByteArray());
        assertThat(event.isAtEnd()).isTrue();
        assertThat(summary.readTag()).isEqualTo(1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
        CodedInputStream value = CodedInputStream.newInstance(summary.readByteArray());
        assertThat(value.readTag()).isEqualTo(1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
        String tag = value.readString();
        assertThat(value.readTag()).isEqualTo(2 << 3 | WireFormat.WIRETYPE_FIXED32);
        return new Scalar(wallTime, step, tag, value.readFloat());
    }
}
