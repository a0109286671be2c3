package dqn.cli;

import dqn.metrics.StatusLine;
import dqn.render.TerminalSize;
import dqn.render.TerminalSizeSource;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * The terminal, if there is one. On it, what anyone writes to standard error appears above the status line while this is
 * open.
 */
final class Console implements AutoCloseable {
    /** Set by the launcher, which can ask the operating system. */
    private static final String ERR_IS_TERMINAL = "dqn.stderr.terminal";

    private final PrintWriter out;
    private final PrintStream originalErr = System.err;
    private final boolean terminal = Boolean.getBoolean(ERR_IS_TERMINAL);
    private final Supplier<TerminalSize> size = new TerminalSizeSource();
    private final StatusLine status = new StatusLine(originalErr);

    /** Results go to {@code out}. */
    Console(PrintWriter out) {
        this.out = out;
        if (terminal) {
            System.setErr(status.above());
        }
    }

    /** For results. */
    PrintWriter out() {
        return out;
    }

    /** Whether a person watches standard error. */
    boolean isTerminal() {
        return terminal;
    }

    /** The line that a progress bar is drawn on. */
    StatusLine status() {
        return status;
    }

    /** Width of the terminal in characters. */
    int columns() {
        return size.get().columns();
    }

    @Override
    public void close() {
        if (terminal) {
            System.setErr(originalErr);
        }
    }
}
