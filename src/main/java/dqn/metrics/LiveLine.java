package dqn.metrics;

import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * A status line that is drawn anew twice a second, by the progress bar library's own thread, so that drawing never holds
 * up the work that it tells of.
 */
final class LiveLine implements AutoCloseable {
    private static final int INTERVAL_MILLIS = 500;

    private final StatusLine line;
    private final IntSupplier columns;
    private final ProgressBar bar;

    /**
     * Begins to draw.
     *
     * @param columns width of the terminal, asked at every drawing
     * @param text what to draw, in at most so many characters; called from another thread
     */
    LiveLine(StatusLine line, IntSupplier columns, IntFunction<String> text) {
        this.line = line;
        this.columns = columns;
        bar = new ProgressBarBuilder()
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setRenderer((state, width) -> text.apply(width))
                .setConsumer(new Drawing())
                .continuousUpdate()
                .build();
    }

    /** Draws for the last time and leaves that standing. */
    @Override
    public void close() {
        bar.close();
        line.finish();
    }

    private final class Drawing implements ProgressBarConsumer {
        /** One column stays free: a terminal may wrap after the last. */
        @Override
        public int getMaxRenderedLength() {
            return columns.getAsInt() - 1;
        }

        @Override
        public void accept(String text) {
            line.show(text);
        }

        /** Nothing: the library forgets to call this on a bar that it never drew, so the line is ended outside. */
        @Override
        public void close() {}
    }
}
