package dqn.core;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Commands that a person is told to type. */
public final class CommandLineText {
    /** A backslash is Windows' separator. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./\\\\:@%+=,-]+");

    private CommandLineText() {}

    /** A path as it has to be typed: in quotation marks where a shell would read it otherwise. */
    public static String of(Path path) {
        String text = path.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
