package dqn.metrics;

import dqn.core.Checkpointable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A table of numbers and words: a header, then one line per row. */
final class CsvFile implements Checkpointable, AutoCloseable {
    private final RunFile file;
    private final int columns;

    CsvFile(Path path, Opening opening, String... header) {
        file = new RunFile(path, opening);
        columns = header.length;
        if (opening != Opening.RESUME) {
            row((Object[]) header);
        }
    }

    /** Appends a row of {@link Long}s, {@link Double}s and words. */
    void row(Object... fields) {
        if (fields.length != columns) {
            throw new IllegalArgumentException(fields.length + " fields for " + columns + " columns");
        }
        file.append(Csv.row(fields).getBytes(StandardCharsets.US_ASCII));
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
