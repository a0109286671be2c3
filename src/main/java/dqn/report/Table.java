package dqn.report;

import dqn.core.DurableFiles;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Columns of numbers of one of a run's tables, whatever has become of the file: the good rows, and a line about the rest.
 * A row is good if it has as many fields as the header, in each column asked for a number (or, but for the step count,
 * nothing), and a step count that the run can have come to; and if it is among the most rows of these whose step counts
 * never go back.
 */
public final class Table {
    /** The column by which rows are ordered, in every table of a run. */
    static final String STEPS = "agent_step_count";

    private static final int LONGEST_LINE_CHARACTERS = 4_096;
    private static final int MOST_ROWS = 1_000_000;
    private static final double MOST_STEPS = 1e10;
    /** The last step of a game may have fewer frames than the others, so that a run has more steps than its frames make. */
    private static final double TIMES_THE_BUDGET = 2;
    /** Beyond, a number is none: a million of them can be added up, and written as a float. */
    private static final double LARGEST = 1e30;

    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?");
    /** As {@code CsvFile} writes what is no number; NaN it leaves out. */
    private static final Pattern INFINITE = Pattern.compile("-?Infinity");

    /** A line of the file that has a number wherever one belongs, the step count first. */
    private record Row(long lineNumber, double[] values) {
        double steps() {
            return values[0];
        }
    }

    private final String name;
    private final List<String> columns;
    private final double mostSteps;
    private final List<Row> read = new ArrayList<>();
    /** Those of them that are good. */
    private List<Row> rows = List.of();

    private int damaged;
    private long firstDamagedLine = Long.MAX_VALUE;
    private Optional<String> unusable = Optional.empty();

    private Table(Path file, double mostSteps, String... columns) {
        name = file.getFileName().toString();
        this.mostSteps = mostSteps;
        this.columns = Stream.concat(Stream.of(STEPS), Stream.of(columns)).toList();
    }

    /** Of a file that is not there. */
    static Table empty(Path file, String... columns) {
        return new Table(file, 0, columns);
    }

    /**
     * Reads a file.
     *
     * @param budget agent steps that the run is meant to have
     * @param columns that are wanted, behind the step count
     */
    public static Table read(Path file, long budget, String... columns) {
        Table table = new Table(file, Math.min(MOST_STEPS, TIMES_THE_BUDGET * budget), columns);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            table.readAll(in);
        } catch (IOException e) {
            table.unusable = Optional.of("cannot be read (" + DurableFiles.reason(e) + ")");
        }
        table.leaveOutLeaps();
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
            if (read.size() == MOST_ROWS) {
                unusable = Optional.of(
                        String.format(Locale.ROOT, "has more than %,d rows: the rest is not shown", MOST_ROWS));
                return;
            }
            add(line.get().split(",", -1), header.size(), places, lineNumber);
        }
    }

    private void add(String[] fields, int width, int[] places, long lineNumber) {
        Optional<double[]> values = fields.length == width ? numbers(fields, places) : Optional.empty();
        values.filter(numbers -> numbers[0] >= 1 && numbers[0] <= mostSteps)
                .ifPresentOrElse(numbers -> read.add(new Row(lineNumber, numbers)), () -> damage(lineNumber));
    }

    private void damage(long lineNumber) {
        firstDamagedLine = Math.min(firstDamagedLine, lineNumber);
        damaged++;
    }

    /** Empty where one is no number. */
    private static Optional<double[]> numbers(String[] fields, int[] places) {
        double[] numbers = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            String field = fields[places[i]];
            if (DECIMAL.matcher(field).matches()) {
                double number = Double.parseDouble(field);
                numbers[i] = isNumber(number) ? number : Double.NaN;
            } else if (field.isEmpty() || INFINITE.matcher(field).matches()) {
                numbers[i] = Double.NaN;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(numbers);
    }

    /** Whether it is one that can be added up and drawn. */
    static boolean isNumber(double value) {
        return Math.abs(value) <= LARGEST;
    }

    private void leaveOutLeaps() {
        BitSet kept = LongestOrder.of(read.stream().mapToDouble(Row::steps).toArray());
        for (int row = kept.nextClearBit(0); row < read.size(); row = kept.nextClearBit(row + 1)) {
            damage(read.get(row).lineNumber());
        }
        rows = kept.stream().mapToObj(read::get).toList();
    }

    /** The next line; of one that is too long for any table, its beginning. */
    private static Optional<String> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() < LONGEST_LINE_CHARACTERS && next != '\r') {
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
        return (long) rows.get(row).steps();
    }

    /** The last row's step count, 0 without rows. */
    long lastSteps() {
        return rows.isEmpty() ? 0 : steps(rows.size() - 1);
    }

    /** A field, NaN where there is none. */
    public double value(int row, String column) {
        return rows.get(row).values()[columns.indexOf(column)];
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
