package dqn.cli;

import dqn.metrics.StatusLine;
import java.io.PrintStream;
import java.io.PrintWriter;

/**
 * The terminal, if there is one. On it, what anyone writes to standard error appears above the status line while this is
 * open.
 */
final class Console implements AutoCloseable {
    /** Set by the launcher, which can ask the operating system. */
    private static final String ERR_IS_TERMINAL = "dqn.stderr.terminal";

    private static final int DEFAULT_COLUMNS = 80;

    private final PrintWriter out;
    private final PrintStream originalErr = System.err;
    private final boolean terminal = Boolean.getBoolean(ERR_IS_TERMINAL);
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

    /** Width of the terminal. */
    int columns() {
        return DEFAULT_COLUMNS;
    }

    @Override
    public void close() {
        if (terminal) {
            System.setErr(originalErr);
        }
    }
}
