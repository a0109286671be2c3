package dqn.live;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The last whole row of a table that may be growing, by the names of its columns.
 *
 * @param header names of the columns
 * @param fields as they stand in the row; none where the table has no row yet
 */
record LastRow(List<String> header, List<String> fields) {
    /** More than any row is long, and any header. */
    private static final int LONGEST = 4_096;

    /** Of a file; one without fields where there is no such file, or no row in it. */
    static LastRow of(Path file) {
        try (RandomAccessFile table = new RandomAccessFile(file.toFile(), "r")) {
            List<String> header = lines(table, 0);
            List<String> end = lines(table, Math.max(0, table.length() - LONGEST));
            if (!header.isEmpty() && end.size() > 1) {
                return new LastRow(split(header.get(0)), split(end.get(end.size() - 1)));
            }
        } catch (IOException e) {
            return new LastRow(List.of(), List.of()); // not written yet, or out of reach for now
        }
        return new LastRow(List.of(), List.of());
    }

    /** Those that end within the next bytes: the first may be the end of a longer one. */
    private static List<String> lines(RandomAccessFile file, long from) throws IOException {
        byte[] bytes = new byte[LONGEST];
        file.seek(from);
        int length = Math.max(0, file.read(bytes));
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static List<String> split(String line) {
        return List.of(line.split(",", -1));
    }

    /** A number of the row; NaN where there is none. */
    double value(String column) {
        int place = header.indexOf(column);
        try {
            return place < 0 || fields.size() != header.size() ? Double.NaN : Double.parseDouble(fields.get(place));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
