package dqn.sweep;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.io.NumberOutput;

/** Rows of a table (RFC 4180). */
final class Csv {
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\n\r]");

    private Csv() {}

    /** A row with its end of line. */
    static String row(Object... fields) {
        return Arrays.stream(fields).map(Csv::text).collect(Collectors.joining(",")) + "\n";
    }

    /** The shortest number that reads back as the same double, the same on every Java; nothing where there is none. */
    private static String text(Object field) {
        if (field instanceof Double number) {
            return number.isNaN() ? "" : NumberOutput.toString(number, true);
        }
        String text = field.toString();
        return NEEDS_QUOTES.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
