package dqn.metrics;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The last line of a terminal, drawn again and again in place, under text that goes on scrolling: whoever writes to
 * {@link #above} has the line taken away, the text printed, and the line drawn again beneath it. So log lines do not tear
 * a progress bar. Safe for use by several threads.
 */
public final class StatusLine {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream terminal;
    private String shown = "";
    /** Whether the text above ended in the middle of a line: there is no place for the status line then. */
    private boolean midLine;

    /** Draws on this terminal, to which nobody else should write but through {@link #above}. */
    public StatusLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Draws this text, narrower than the terminal, in place of the one before. */
    public synchronized void show(String text) {
        shown = text;
        if (!midLine) {
            terminal.print(CLEAR_LINE + text);
            terminal.flush();
        }
    }

    /** Leaves the last text standing and goes to the next line. */
    public synchronized void finish() {
        if (!shown.isEmpty() && !midLine) {
            terminal.println();
            terminal.flush();
        }
        shown = "";
    }

    /** A stream whose text appears above the status line. */
    public PrintStream above() {
        return new PrintStream(new Above(), true, StandardCharsets.UTF_8);
    }

    private synchronized void print(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        if (!shown.isEmpty() && !midLine) {
            terminal.print(CLEAR_LINE);
        }
        terminal.write(bytes, offset, length);
        midLine = bytes[offset + length - 1] != '\n';
        if (!midLine) {
            terminal.print(shown);
        }
        terminal.flush();
    }

    private final class Above extends OutputStream {
        @Override
        public void write(int value) {
            print(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            print(bytes, offset, length);
        }
    }
}
