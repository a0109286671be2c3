package dqn.render;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shows a game in a terminal with 24-bit colours, on the terminal's second screen: what stood there before comes back at
 * the end, also when the program is interrupted. Every frame is written over the one before in one piece, without
 * clearing, so that nothing flickers.
 */
public final class TerminalRenderer implements Renderer {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[0m\u001b[?25h\u001b[?1049l";
    private static final String CLEAR_SCREEN = "\u001b[2J";
    private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";

    private final PrintStream terminal;
    private final Supplier<TerminalSize> size;
    private final FramePacer pacer;
    private final Thread restore = new Thread(this::leave, "restore-terminal");
    private TerminalLayout drawn;
    private boolean open = true;

    /**
     * Takes over the terminal.
     *
     * @param terminal where it is written to, as UTF-8
     * @param size asked at every frame
     */
    public TerminalRenderer(PrintStream terminal, Supplier<TerminalSize> size, FramePacer pacer) {
        this.terminal = terminal;
        this.size = size;
        this.pacer = pacer;
        Runtime.getRuntime().addShutdownHook(restore);
        terminal.print(ENTER);
    }

    @Override
    public void show(RenderedFrame frame) {
        TerminalLayout layout = TerminalLayout.of(size.get(), frame.aspect());
        StringBuilder screen = new StringBuilder();
        if (!layout.equals(drawn)) {
            screen.append(CLEAR_SCREEN);
            drawn = layout;
        }
        appendPicture(screen, frame, layout);
        appendText(screen, frame, layout);
        pacer.await();
        print(screen.toString());
    }

    private static void appendPicture(StringBuilder screen, RenderedFrame frame, TerminalLayout layout) {
        byte[] scaled = AreaScaler.scale(
                frame.rgb(), frame.height(), frame.width(), 2 * layout.pictureLines(), layout.pictureColumns());
        for (int line = 0; line < layout.pictureLines(); line++) {
            appendCursor(screen, line + 1, 1);
            HalfBlocks.appendLine(screen, scaled, layout.pictureColumns(), line);
        }
    }

    private static void appendText(StringBuilder screen, RenderedFrame frame, TerminalLayout layout) {
        List<String> lines = layout.isBeside() ? TerminalText.beside(frame) : TerminalText.below(frame);
        for (int line = 0; line < Math.min(lines.size(), layout.textLines()); line++) {
            appendCursor(screen, layout.textLine() + line, layout.textColumn());
            screen.append(TerminalText.cut(lines.get(line), layout.textColumns()))
                    .append(CLEAR_TO_END_OF_LINE);
        }
    }

    private static void appendCursor(StringBuilder screen, int line, int column) {
        screen.append("\u001b[").append(line).append(';').append(column).append('H');
    }

    /** Not after the terminal was given back, which another thread does at an interrupt. */
    private synchronized void print(String text) {
        if (open) {
            terminal.print(text);
            // A terminal that went away shows only here.
            open = !terminal.checkError();
        }
    }

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    private synchronized void leave() {
        if (open) {
            open = false;
            terminal.print(LEAVE);
            terminal.flush();
        }
    }

    @Override
    public void close() {
        leave();
        try {
            Runtime.getRuntime().removeShutdownHook(restore);
        } catch (IllegalStateException e) {
            // The machine is already shutting down, and the hook finds nothing left to do.
        }
    }
}
