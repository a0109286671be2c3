package dqn.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Columns of numbers of one of a run's tables, whatever has become of the file: the good rows, and a line about the rest.
 * A row is good if it has as many fields as the header, in each column asked for a number (or, but for the step count,
 * nothing), and if the step count does not go back.
 */
public final class Table {
    /** The column by which rows are ordered, in every table of a run. */
    static final String STEPS = "agent_step_count";

    private static final int LONGEST_LINE = 4_096;
    private static final int MOST_ROWS = 1_000_000;
    private static final double MOST_STEPS = 1e10;

    private final List<String> columns;
    private final List<double[]> rows = new ArrayList<>();
    private int damaged;
    private long firstDamagedLine;
    private Optional<String> unusable = Optional.empty();
    private final String name;

    private Table(String name, List<String> columns) {
        this.name = name;
        this.columns = columns;
    }

    /** Of a file that is not there. */
    static Table empty(Path file, String... columns) {
        List<String> wanted = new ArrayList<>(List.of(STEPS));
        wanted.addAll(List.of(columns));
        return new Table(file.getFileName().toString(), wanted);
    }

    /**
     * Reads a file.
     *
     * @param columns that are wanted, behind the step count
     */
    public static Table read(Path file, String... columns) {
        Table table = empty(file, columns);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            table.readAll(in);
        } catch (IOException e) {
            table.unusable = Optional.of("cannot be read (" + e + ")");
        }
        return table;
    }

    private void readAll(InputStream in) throws IOException {
        List<String> header = List.of(line(in).orElse("").split(",", -1));
        int[] places = columns.stream().mapToInt(header::indexOf).toArray();
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) {
                unusable = Optional.of("has no column " + columns.get(i));
                return;
            }
        }
        long lineNumber = 1;
        for (Optional<String> line = line(in); line.isPresent(); line = line(in)) {
            lineNumber++;
            if (rows.size() == MOST_ROWS) {
                unusable = Optional.of(
                        String.format(Locale.ROOT, "has more than %,d rows: the rest is not shown", MOST_ROWS));
                return;
            }
            add(line.get().split(",", -1), header.size(), places, lineNumber);
        }
    }

    private void add(String[] fields, int width, int[] places, long lineNumber) {
        double[] row = fields.length == width ? numbers(fields, places) : null;
        if (row == null) {
            damage(lineNumber);
            return;
        }
        double last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1)[0];
        double beforeLast = rows.size() < 2 ? 0 : rows.get(rows.size() - 2)[0];
        if (row[0] < last && row[0] >= beforeLast) { // the row before was the one that leapt
            damage(lineNumber - 1);
            rows.set(rows.size() - 1, row);
        } else if (row[0] < last) {
            damage(lineNumber);
        } else {
            rows.add(row);
        }
    }

    private void damage(long lineNumber) {
        firstDamagedLine = damaged == 0 ? lineNumber : firstDamagedLine;
        damaged++;
    }

    /** Nothing where one is no number. */
    private static double[] numbers(String[] fields, int[] places) {
        double[] row = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            String field = fields[places[i]];
            try {
                row[i] = field.isEmpty() ? Double.NaN : Double.parseDouble(field);
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return row[0] >= 1 && row[0] <= MOST_STEPS ? row : null;
    }

    /** The next line; of one that is too long for any table, its beginning. */
    private static Optional<String> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() < LONGEST_LINE && next != '\r') {
                line.write(next);
            }
        }
        return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
    }

    /** Number of good rows. */
    public int size() {
        return rows.size();
    }

    /** The step count of a row. */
    long steps(int row) {
        return (long) rows.get(row)[0];
    }

    /** The last row's step count, 0 without rows. */
    long lastSteps() {
        return rows.isEmpty() ? 0 : steps(rows.size() - 1);
    }

    /** A field, NaN where there is none. */
    public double value(int row, String column) {
        return rows.get(row)[columns.indexOf(column)];
    }

    /** What is wrong with the file, on one line; empty if nothing is. */
    Optional<String> problem() {
        return unusable.map(reason -> name + " " + reason)
                .or(() -> damaged == 0
                        ? Optional.empty()
                        : Optional.of(String.format(
                                Locale.ROOT,
                                "%s: %,d of %,d rows are damaged and left out, the first on line %,d",
                                name,
                                damaged,
                                damaged + rows.size(),
                                firstDamagedLine)));
    }
}
