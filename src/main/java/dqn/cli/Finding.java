package dqn.cli;

import dqn.core.DqnException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * What looking at one thing has come to.
 *
 * @param level how bad it is
 * @param what was looked at
 * @param text what was found; where something is wrong, what to do about it too
 */
record Finding(Level level, String what, String text) {
    /** How bad it is. */
    enum Level {
        OK,
        /** It goes on, but not well. */
        WARN,
        /** A training would not begin, or not come to its end. */
        FAIL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Looks; what stops a command with a sentence is a failure with that sentence. */
    static Finding of(String what, Callable<Finding> look) {
        try {
            return look.call();
        } catch (DqnException e) {
            return new Finding(Level.FAIL, what, e.getMessage());
        } catch (Exception | LinkageError | OutOfMemoryError e) { // what native code is missing, and what does not fit
            return new Finding(Level.FAIL, what, "Cannot be told (" + e + "): this is worth a bug report.");
        }
    }

    static Finding ok(String what, String text) {
        return new Finding(Level.OK, what, text);
    }

    static Finding warn(String what, String text) {
        return new Finding(Level.WARN, what, text);
    }

    /** One line of a table. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-4s  %-9s  %s", level, what, text);
    }

    /** For JSON. */
    Map<String, Object> toMap() {
        return new TreeMap<>(Map.of("level", level.toString(), "what", what, "text", text));
    }
}
