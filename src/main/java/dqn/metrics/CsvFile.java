package dqn.metrics;

import dqn.core.Checkpointable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.core.io.NumberOutput;

/**
 * A table of numbers and plain words: a header, then one line per row, the same bytes in every locale and on every Java.
 */
final class CsvFile implements Checkpointable, AutoCloseable {
    private final RunFile file;
    private final int columns;

    CsvFile(Path path, Opening opening, String... header) {
        file = new RunFile(path, opening);
        columns = header.length;
        if (opening != Opening.RESUME) {
            line(String.join(",", header));
        }
    }

    /** Appends a row of {@link Long}s, {@link Double}s and words without commas. */
    void row(Object... fields) {
        if (fields.length != columns) {
            throw new IllegalArgumentException(fields.length + " fields for " + columns + " columns");
        }
        StringBuilder line = new StringBuilder();
        for (Object field : fields) {
            line.append(line.isEmpty() ? "" : ",").append(text(field));
        }
        line(line.toString());
    }

    /** The shortest number that reads back as the same double; nothing where there is no number. */
    private static String text(Object field) {
        if (field instanceof Double number) {
            // Not Double.toString, whose digits differ between Java 17 and 19.
            return number.isNaN() ? "" : NumberOutput.toString(number, true);
        }
        return field.toString();
    }

    private void line(String text) {
        file.append((text + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    void sync() throws IOException {
        file.sync();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        file.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        file.load(in);
    }

    @Override
    public void close() {
        file.close();
    }
}
