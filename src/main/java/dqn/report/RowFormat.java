package dqn.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the rows of a table look: where the columns that are wanted stand, and what is a number in them.
 *
 * @param width fields of a row
 * @param places of the wanted columns among them
 */
record RowFormat(int width, int[] places) {
    /** Of a table whose header has not been read: no line is a row. */
    static final RowFormat NONE = new RowFormat(0, new int[0]);

    /** Beyond, a number is none: a million of them can be added up, and written as a float. */
    private static final double LARGEST = 1e30;

    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?");
    /** As {@code CsvFile} writes what is no number; NaN it leaves out. */
    private static final Pattern INFINITE = Pattern.compile("-?Infinity");

    /** By a header; a column that is not in it must not be asked for. */
    static RowFormat of(List<String> header, List<String> columns) {
        return new RowFormat(
                header.size(), columns.stream().mapToInt(header::indexOf).toArray());
    }

    /** The wanted columns of a row, NaN where a field is empty or beyond all numbers; empty if this is no row. */
    Optional<double[]> numbers(String[] fields) {
        if (fields.length != width) {
            return Optional.empty();
        }
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
}
