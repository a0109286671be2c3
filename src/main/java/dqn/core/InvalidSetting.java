package dqn.core;

/**
 * A setting that its configuration record refuses. The record knows the key and the reason; whoever read the value from
 * a file adds where it was written.
 */
public class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String problem;

    /**
     * Of one setting.
     *
     * @param key relative to the record, such as {@code every} or {@code replay.start}; empty for the record itself
     * @param problem what is wrong, as the rest of a sentence that begins with the key
     */
    public InvalidSetting(String key, String problem) {
        super(key.isEmpty() ? problem : key + " " + problem);
        this.key = key;
        this.problem = problem;
    }

    /** Throws unless {@code holds}; a comparison with NaN does not hold. */
    public static void unless(boolean holds, String key, String problem) {
        if (!holds) {
            throw new InvalidSetting(key, problem);
        }
    }

    /** Throws unless the value lies between the bounds, both included. */
    public static void unlessWithin(double low, double high, String key, double value) {
        unless(
                value >= low && value <= high,
                key,
                "must be from " + number(low) + " to " + number(high) + ", not " + number(value));
    }

    /** Throws unless the count is at least {@code low}. */
    public static void unlessAtLeast(long low, String key, long value) {
        unless(value >= low, key, "must be at least " + low + ", not " + value);
    }

    /** Throws unless the value is at least {@code low} and finite. */
    public static void unlessAtLeast(double low, String key, double value) {
        unless(
                value >= low && value < Double.POSITIVE_INFINITY,
                key,
                "must be at least " + number(low) + ", not " + number(value));
    }

    /** Throws unless the value is above 0 and finite. */
    public static void unlessPositive(String key, double value) {
        unless(value > 0 && value < Double.POSITIVE_INFINITY, key, "must be above 0, not " + number(value));
    }

    /** Relative to the record that refused it. */
    public String key() {
        return key;
    }

    /** What is wrong, as the rest of a sentence that begins with the key. */
    public String problem() {
        return problem;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
