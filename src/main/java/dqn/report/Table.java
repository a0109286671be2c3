package dqn.report;

import dqn.core.DurableFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Columns of numbers of one of a run's tables, whatever has become of the file: the good rows, and a line about the rest.
 * A row is good if it has as many fields as the header, in each column asked for a number (or, but for the step count,
 * nothing), and a step count that the run can have come to; and if it is among the most rows of these whose step counts
 * never go back. A table that follows a file which still grows takes in whole lines only.
 */
public final class Table {
    /** The column by which rows are ordered, in every table of a run. */
    static final String STEPS = "agent_step_count";

    private static final int MOST_ROWS = 1_000_000;
    private static final double MOST_STEPS = 1e10;
    /** The last step of a game may have fewer frames than the others, so that a run has more steps than its frames make. */
    private static final double TIMES_THE_BUDGET = 2;

    private final List<String> columns;
    private final double mostSteps;
    private final int mostRows;
    /** Rows that are not above it in the first column behind the step count are looked at, and let go. */
    private final double after;

    /** Those that have a number wherever one belongs, the step count first. */
    private final OrderedRows rows = new OrderedRows();

    /** Rows that were let go. */
    private int letGo;

    /** Lines that are no rows, and the first of them. */
    private int malformed;

    private long firstMalformedLine = Long.MAX_VALUE;
    private Optional<String> unusable = Optional.empty();
    private final Path file;

    /** How rows look, by the header. */
    private RowFormat format = RowFormat.NONE;

    /** Bytes of the file that have been taken in, and the lines in them. */
    private long taken;

    private long lineNumber;

    private Table(Path file, double mostSteps, int mostRows, double after, String... columns) {
        this.file = file;
        this.mostSteps = mostSteps;
        this.mostRows = mostRows;
        this.after = after;
        this.columns = Stream.concat(Stream.of(STEPS), Stream.of(columns)).toList();
    }

    /**
     * Of a file that is not there, or of which nothing has been taken in yet by {@link #refresh}.
     *
     * @param budget agent steps that the run is meant to have
     */
    static Table empty(Path file, long budget, String... columns) {
        double mostSteps = Math.min(MOST_STEPS, TIMES_THE_BUDGET * budget);
        return new Table(file, mostSteps, MOST_ROWS, Double.NEGATIVE_INFINITY, columns);
    }

    /**
     * Reads a file.
     *
     * @param budget agent steps that the run is meant to have
     * @param columns that are wanted, behind the step count
     */
    public static Table read(Path file, long budget, String... columns) {
        return whole(empty(file, budget, columns));
    }

    /**
     * Reads the end of a file, however long that is.
     *
     * @param after the first of the columns is above it in all rows that are kept
     * @param columns that are wanted, behind the step count
     */
    public static Table readEnd(Path file, double after, String... columns) {
        return whole(new Table(file, MOST_STEPS, Integer.MAX_VALUE, after, columns));
    }

    private static Table whole(Table table) {
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
        malformed = 0;
        firstMalformedLine = Long.MAX_VALUE;
        unusable = Optional.empty();
        format = RowFormat.NONE;
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
            unusable = wholeOnly ? unusable : Optional.of("cannot be read (" + DurableFiles.reason(e) + ")");
        }
        rows.order();
    }

    private void takeIn(Line line) {
        taken += line.byteCount();
        lineNumber++;
        String[] fields = line.text().split(",", -1);
        if (lineNumber == 1) {
            begin(List.of(fields));
        } else if (rows.readCount() == mostRows) {
            unusable =
                    Optional.of(String.format(Locale.ROOT, "has more than %,d rows: the rest is not shown", mostRows));
        } else {
            add(fields);
        }
    }

    private void begin(List<String> header) {
        format = RowFormat.of(header, columns);
        unusable = columns.stream()
                .filter(column -> !header.contains(column))
                .findFirst()
                .map(column -> "has no column " + column);
    }

    private void add(String[] fields) {
        format.numbers(fields)
                .filter(numbers -> numbers[0] >= 1 && numbers[0] <= mostSteps)
                .ifPresentOrElse(this::add, this::countMalformed);
    }

    private void add(double[] values) {
        if (values[1] <= after) {
            letGo++;
        } else {
            rows.add(lineNumber, values);
        }
    }

    private void countMalformed() {
        firstMalformedLine = Math.min(firstMalformedLine, lineNumber);
        malformed++;
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
    public Optional<String> problem() {
        String name = file.getFileName().toString();
        int damaged = malformed + rows.leftOutCount();
        return unusable.map(reason -> name + " " + reason)
                .or(() -> damaged == 0
                        ? Optional.empty()
                        : Optional.of(String.format(
                                Locale.ROOT,
                                "%s: %,d of %,d rows are damaged and left out, the first on line %,d",
                                name,
                                damaged,
                                damaged + letGo + rows.size(),
                                Math.min(firstMalformedLine, rows.firstLeftOutLine()))));
    }
}
