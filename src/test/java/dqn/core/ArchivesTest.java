package dqn.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {
    @TempDir
    private Path folder;

    @Test
    void opensAnOrdinaryOne() throws IOException {
        try (ZipFile zip = open(zip(3, "comment"))) {
            assertThat(zip.size()).isEqualTo(3);
        }
    }

    @Test
    void refusesManyEntries() throws IOException {
        Path file = zip(100, "");
        assertThatThrownBy(() -> open(file)).isInstanceOf(IOException.class).hasMessageContaining("too many entries");
    }

    /** A directory of 2 GB, as its end says; the file has no block on the disk but the last. */
    @Test
    void refusesAForgedDirectoryBeforeMakingRoomForIt() throws IOException {
        Path file = folder.resolve("sparse.zip");
        int size = Integer.MAX_VALUE - 100;
        ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0, 0x06054b50).putShort(8, (short) 1).putShort(10, (short) 1).putInt(12, size);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.seek(size);
            sparse.write(end.array());
        }
        assertThatThrownBy(() -> open(file)).isInstanceOf(IOException.class).hasMessageContaining("too many entries");
    }

    /** The number of entries stands in a second end then, and may be any. */
    @Test
    void refusesANumberOfEntriesThatIsSaidElsewhere() throws IOException {
        Path file = zip(3, "");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).putShort(bytes.length - 22 + 10, (short) -1);
        Files.write(file, bytes);
        assertThatThrownBy(() -> open(file)).isInstanceOf(IOException.class).hasMessageContaining("too many entries");
    }

    /** Weights may look so anywhere: the sign of an end, and behind it a number of entries and a size as they come. */
    @Test
    void whatLooksLikeAnEndByChanceIsNone() throws IOException {
        Path file = folder.resolve("chance.zip");
        byte[] weights = new byte[1_000];
        ByteBuffer.wrap(weights)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(500, 0x06054b50)
                .putShort(510, (short) -1)
                .putInt(512, 300)
                .putShort(520, (short) 7);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            zip.putNextEntry(new ZipEntry("weights"));
            zip.write(weights);
            zip.closeEntry();
        }
        try (ZipFile zip = open(file)) {
            assertThat(zip.size()).isEqualTo(1);
        }
    }

    /** Such an end is taken, though more comes behind it than its comment. */
    @Test
    void refusesAForgedEndThatADirectoryIsBefore() throws IOException {
        Path file = zip(100, "");
        Files.write(file, new byte[10], StandardOpenOption.APPEND);
        assertThatThrownBy(() -> open(file)).isInstanceOf(IOException.class).hasMessageContaining("too many entries");
    }

    @Test
    void refusesWhatIsNone() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no zip");
        assertThatThrownBy(() -> open(text)).isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> open(folder)).isInstanceOf(IOException.class).hasMessageContaining("ordinary");
        assertThatThrownBy(() -> open(Path.of("/dev/zero"))).isInstanceOf(IOException.class);
    }

    private ZipFile open(Path file) throws IOException {
        return Archives.open(file, StandardCharsets.UTF_8, 1_000);
    }

    private Path zip(int entries, String comment) throws IOException {
        Path file = folder.resolve("some.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setComment(comment);
            for (int i = 0; i < entries; i++) {
                zip.putNextEntry(new ZipEntry("entry" + i));
                zip.closeEntry();
            }
        }
        return file;
    }
}
