package dqn.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A table for a person. */
final class Columns {
    private static final String BETWEEN = "  ";

    private Columns() {}

    /** Rows of equally many cells, the last of which is not filled up. */
    static String text(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < columns - 1; i++) {
                text.append(row.get(i))
                        .append(" ".repeat(widths[i] - row.get(i).length()))
                        .append(BETWEEN);
            }
            text.append(row.get(columns - 1)).append('\n');
        }
        return text.toString().replaceAll(" +\n", "\n");
    }

    /** A score: with more digits where it is small. */
    static String number(double score) {
        if (Double.isNaN(score)) {
            return "-";
        }
        return String.format(Locale.ROOT, Math.abs(score) < 10 ? "%.3f" : "%.1f", score);
    }
}
