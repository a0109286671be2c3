package dqn.report;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Columns of numbers of one of a run's tables, whatever has become of the file: the good rows, and a line about the rest.
 * A row is good if it has as many fields as the header, in each column asked for a number (or, but for the step count,
 * nothing), and if the step count does not go back. A table that follows a file which still grows takes in whole lines only.
 */
public final class Table {
    /** The column by which rows are ordered, in every table of a run. */
    static final String STEPS = "agent_step_count";

    private static final int MOST_ROWS = 1_000_000;
    private static final double MOST_STEPS = 1e10;

    private final List<String> columns;
    private final List<double[]> rows = new ArrayList<>();
    private int damaged;
    private long firstDamagedLine;
    private Optional<String> unusable = Optional.empty();
    private final Path file;
    private int[] places = {};
    /** Fields of the header; 0 before it is read. */
    private int width;
    /** Bytes of the file that have been taken in, and the lines in them. */
    private long taken;

    private long lineNumber;

    private Table(Path file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    /** Of a file that is not there, or of which nothing has been taken in yet by {@link #refresh}. */
    static Table empty(Path file, String... columns) {
        List<String> wanted = new ArrayList<>(List.of(STEPS));
        wanted.addAll(List.of(columns));
        return new Table(file, wanted);
    }

    /**
     * Reads a file.
     *
     * @param columns that are wanted, behind the step count
     */
    public static Table read(Path file, String... columns) {
        Table table = empty(file, columns);
        table.takeIn(false);
        if (table.lineNumber == 0 && table.unusable.isEmpty()) {
            table.begin(List.of());
        }
        return table;
    }

    /**
     * Takes in the lines that have come since, if they are whole; all of the file anew where it has become shorter, as
     * that of a run that went on from a checkpoint.
     *
     * @return whether anything has changed
     */
    boolean refresh() {
        if (file.toFile().length() < taken) {
            forget();
        }
        long before = taken;
        takeIn(true);
        return taken != before;
    }

    private void forget() {
        rows.clear();
        damaged = 0;
        unusable = Optional.empty();
        width = 0;
        taken = 0;
        lineNumber = 0;
    }

    private void takeIn(boolean wholeOnly) {
        try (SeekableByteChannel channel = Files.newByteChannel(file).position(taken)) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
            for (Line line = Line.read(in); unusable.isEmpty() && line.isUsable(wholeOnly); line = Line.read(in)) {
                takeIn(line);
            }
        } catch (IOException e) {
            unusable = wholeOnly ? unusable : Optional.of("cannot be read (" + e + ")");
        }
    }

    private void takeIn(Line line) {
        taken += line.byteCount();
        lineNumber++;
        String[] fields = line.text().split(",", -1);
        if (lineNumber == 1) {
            begin(List.of(fields));
        } else if (rows.size() == MOST_ROWS) {
            unusable =
                    Optional.of(String.format(Locale.ROOT, "has more than %,d rows: the rest is not shown", MOST_ROWS));
        } else {
            add(fields);
        }
    }

    private void begin(List<String> header) {
        width = header.size();
        places = columns.stream().mapToInt(header::indexOf).toArray();
        unusable = columns.stream()
                .filter(column -> !header.contains(column))
                .findFirst()
                .map(column -> "has no column " + column);
    }

    private void add(String[] fields) {
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
        String name = file.getFileName().toString();
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
