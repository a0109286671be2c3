package dqn.render;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.Signals;

/**
 * The size of the terminal that this process was started on. Asked once, and again after the terminal says that it was
 * resized (SIGWINCH), so it may be called for every frame. Where there is no terminal to ask, the environment's COLUMNS
 * and LINES hold, or 80x24.
 */
public final class TerminalSizeSource implements Supplier<TerminalSize> {
    private static final Pattern STTY_SIZE = Pattern.compile("(\\d+) (\\d+)\\s*");

    private final Map<String, String> environment;
    private TerminalSize size;
    /** Set before the question is asked, so that a resize during it is not lost. */
    private volatile boolean isStale = true;

    /** Asks the controlling terminal. */
    public TerminalSizeSource() {
        this(System.getenv());
        Signals.register("WINCH", () -> isStale = true);
    }

    TerminalSizeSource(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public TerminalSize get() {
        if (isStale) {
            isStale = false;
            size = parse(stty());
        }
        return size;
    }

    /** Understands what {@code stty size} prints: rows, then columns. */
    TerminalSize parse(String stty) {
        Matcher numbers = STTY_SIZE.matcher(stty);
        if (numbers.matches() && Integer.parseInt(numbers.group(2)) > 0) {
            return new TerminalSize(Integer.parseInt(numbers.group(2)), Integer.parseInt(numbers.group(1)));
        }
        return new TerminalSize(variable("COLUMNS", 80), variable("LINES", 24));
    }

    private int variable(String name, int otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.matches("[1-9]\\d{0,3}") ? Integer.parseInt(value) : otherwise;
    }

    private static String stty() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            // No terminal, or a system without stty.
            return "";
        }
    }
}
