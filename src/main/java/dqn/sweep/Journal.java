package dqn.sweep;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that rows are added to while a sweep goes on, each on the disk before anything follows from it. A row that was
 * cut short, by a power cut or a full disk, is cut off.
 */
final class Journal implements AutoCloseable {
    private final Path file;
    /** Not a channel: one is closed, for all threads, when a thread that writes to it is told to stop. */
    private final RandomAccessFile rows;
    /** Bytes of the whole rows; what lies behind them is of a row that failed. */
    private long whole;

    /** Goes on behind so many bytes of a file that is open. */
    Journal(Path file, RandomAccessFile rows, long whole) {
        this.file = file;
        this.rows = rows;
        this.whole = whole;
    }

    /** Goes on behind the whole rows of a file, or begins one. */
    static Journal open(Path file, String header) {
        try {
            RandomAccessFile rows = new RandomAccessFile(file.toFile(), "rw");
            Journal journal = new Journal(file, rows, wholeLength(file));
            if (journal.whole == 0) {
                journal.add(header + "\n");
                DurableFiles.syncDirectory(file.toAbsolutePath().getParent());
            }
            return journal;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static long wholeLength(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] != '\n') {
            length--;
        }
        return length;
    }

    /** The fields of each whole row, which has no quotes in its first ones; none where there is no file. */
    static List<String[]> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            String text = Files.readString(file);
            List<String[]> rows = new ArrayList<>();
            text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .skip(1)
                    .forEach(line -> rows.add(line.split(",", -1)));
            return rows;
        } catch (IOException e) {
            throw new DqnException(file + " cannot be read (" + DurableFiles.reason(e) + "): give access to it.", e);
        }
    }

    /** Adds a row; returns when it is on the disk. */
    void add(String row) {
        try {
            byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
            rows.setLength(whole);
            rows.seek(whole);
            rows.write(bytes);
            rows.getFD().sync();
            whole += bytes.length;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static DqnException unwritable(Path file, IOException e) {
        return new DqnException(
                file + " cannot be written (" + DurableFiles.reason(e)
                        + "): make room or give access, then start the sweep again, which goes on.",
                e);
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
