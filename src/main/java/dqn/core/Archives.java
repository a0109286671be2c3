package dqn.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * Opens ZIP files that may come from anyone. {@link ZipFile} takes the whole directory at a file's end into memory, and
 * the file says how long that is.
 */
public final class Archives {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int ENTRIES = 10;
    private static final int DIRECTORY_SIZE = 12;
    private static final int COMMENT_SIZE = 20;
    private static final int DIRECTORY = 0x02014b50;
    private static final int LONGEST_COMMENT = 0xFFFF;

    private Archives() {}

    /**
     * Opens an ordinary file.
     *
     * @param mostDirectoryBytes a longer directory is refused; an entry takes about 50 and its name
     * @throws IOException if it is something else, such as a pipe that would be waited for, or no ZIP file
     */
    public static ZipFile open(Path file, Charset names, int mostDirectoryBytes) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is not an ordinary file");
        }
        if (directoryBytes(file) > mostDirectoryBytes) {
            throw new IOException("it has too many entries");
        }
        return new ZipFile(file.toFile(), names);
    }

    /** As its end tells; 0 if it has none, which {@link ZipFile} will say. */
    private static long directoryBytes(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            int length = (int) Math.min(channel.size(), END_BYTES + LONGEST_COMMENT);
            ByteBuffer tail = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            while (tail.hasRemaining() && channel.read(tail, channel.size() - tail.remaining()) >= 0) {
                // until all is there
            }
            long most = 0;
            for (int i = 0; i + END_BYTES <= length; i++) {
                if (tail.getInt(i) == END && isTaken(tail, i, channel)) {
                    boolean elsewhere =
                            tail.getShort(i + ENTRIES) == -1; // how many there are is said elsewhere, unlimited
                    most = elsewhere ? Long.MAX_VALUE : Math.max(most, directorySize(tail, i));
                }
            }
            return most;
        }
    }

    /** By {@link ZipFile}: where its comment ends the file, or a directory is before it; not what looks so by chance. */
    private static boolean isTaken(ByteBuffer tail, int end, FileChannel channel) throws IOException {
        int comment = tail.getShort(end + COMMENT_SIZE) & 0xFFFF;
        long directory = channel.size() - tail.capacity() + end - directorySize(tail, end);
        if (end + END_BYTES + comment == tail.capacity()) {
            return true;
        }
        ByteBuffer first = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return directory >= 0 && channel.read(first, directory) == Integer.BYTES && first.getInt(0) == DIRECTORY;
    }

    private static long directorySize(ByteBuffer tail, int end) {
        return tail.getInt(end + DIRECTORY_SIZE) & 0xFFFF_FFFFL;
    }
}
