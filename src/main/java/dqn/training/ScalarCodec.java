package dqn.training;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * A value written as one word without quotes.
 *
 * @param what it is, for the sentence that refuses another
 * @param parse empty if the text is none
 * @param print the text
 */
record ScalarCodec<T>(String what, Function<String, Optional<T>> parse, Function<T, String> print) implements Codec<T> {
    /** Far beyond any number, and short enough for every pattern. */
    private static final int LONGEST = 100;

    private static final String DIGITS = "\\d+(?:_\\d+)*";
    private static final Pattern WHOLE = Pattern.compile("[+-]?" + DIGITS);
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:" + DIGITS + ")(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|[+-]?\\.\\d+(?:[eE][+-]?\\d+)?");
    private static final Pattern FRACTION = Pattern.compile("(\\d+)\\s*/\\s*(\\d+)");
    private static final Pattern QUANTITY = Pattern.compile("(" + DIGITS + ")\\s*([A-Za-z]+)");
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "min", 60L, "h", 3_600L);
    private static final Map<String, Long> BYTES = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    static final ScalarCodec<Boolean> BOOLEAN = new ScalarCodec<>(
            "true or false",
            text -> text.matches("true|false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty(),
            String::valueOf);
    static final ScalarCodec<Long> LONG =
            new ScalarCodec<>("a whole number below 2^63", text -> whole(text, Long.MAX_VALUE), String::valueOf);
    static final ScalarCodec<Integer> INT = new ScalarCodec<>(
            "a whole number below 2^31", text -> whole(text, Integer.MAX_VALUE).map(Math::toIntExact), String::valueOf);
    static final ScalarCodec<Double> DOUBLE = new ScalarCodec<>("a number", ScalarCodec::number, ScalarCodec::print);
    static final ScalarCodec<Duration> DURATION = new ScalarCodec<>(
            "a duration such as 30s, 5min or 2h",
            text -> quantity(text, SECONDS).map(Duration::ofSeconds),
            duration -> printDuration(duration.toSeconds()));
    static final ScalarCodec<Long> SIZE = new ScalarCodec<>(
            "a number of transitions, a size such as 512MiB or 2GiB",
            text -> quantity(text, BYTES),
            ScalarCodec::printSize);

    @Override
    public T read(ConfigNode node) {
        return node.plain()
                .filter(text -> text.length() <= LONGEST)
                .flatMap(parse)
                .orElseThrow(() -> node.expected(what));
    }

    @Override
    public Node write(T value) {
        return plain(print.apply(value));
    }

    @Override
    public <U> Codec<U> orWord(String word, U absent, Function<T, U> from, Function<U, T> to) {
        return new ScalarCodec<>(
                what + " or " + word,
                text -> text.equals(word)
                        ? Optional.of(absent)
                        : parse.apply(text).map(from),
                value -> value.equals(absent) ? word : print.apply(to.apply(value)));
    }

    /** A scalar that is written without quotes. */
    static Node plain(String text) {
        return new ScalarNode(new JsonSchema().getScalarResolver().resolve(text, true), text, ScalarStyle.PLAIN);
    }

    private static Optional<Long> whole(String text, long max) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            long value = Long.parseLong(text.replace("_", ""));
            return value >= -max && value <= max ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty(); // more digits than a long has
        }
    }

    private static Optional<Double> number(String text) {
        Matcher fraction = FRACTION.matcher(text);
        if (fraction.matches()) {
            return finite(Double.parseDouble(fraction.group(1)) / Double.parseDouble(fraction.group(2)));
        }
        return DECIMAL.matcher(text).matches() ? finite(Double.parseDouble(text.replace("_", ""))) : Optional.empty();
    }

    private static Optional<Double> finite(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    private static String print(double value) {
        return value == 1.0 / 255 ? "1/255" : Double.toString(value);
    }

    private static Optional<Long> quantity(String text, Map<String, Long> units) {
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        long unit = units.get(matcher.group(2));
        return whole(matcher.group(1), Long.MAX_VALUE / unit).map(count -> count * unit);
    }

    private static String printDuration(long seconds) {
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "min" : seconds + "s";
    }

    private static String printSize(long bytes) {
        for (String unit : List.of("GiB", "MiB", "KiB")) {
            if (bytes % BYTES.get(unit) == 0) {
                return bytes / BYTES.get(unit) + unit;
            }
        }
        return bytes + "B";
    }
}
