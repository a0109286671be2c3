package dqn.metrics;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.io.NumberOutput;

/** Rows of a table (RFC 4180), the same bytes in every locale and on every Java. */
public final class Csv {
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\n\r]");

    private Csv() {}

    /** A row with its end of line. */
    public static String row(Object... fields) {
        return Arrays.stream(fields).map(Csv::text).collect(Collectors.joining(",")) + "\n";
    }

    /** The shortest number that reads back as the same double; nothing where there is no number. */
    private static String text(Object field) {
        if (field instanceof Double number) {
            // Not Double.toString, whose digits differ between Java 17 and 19.
            return number.isNaN() ? "" : NumberOutput.toString(number, true);
        }
        String text = field.toString();
        return NEEDS_QUOTES.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
