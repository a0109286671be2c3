package dqn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.metrics.Goal.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarSinkTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final StatusLine line = new StatusLine(new PrintStream(written, true, StandardCharsets.UTF_8));

    /** What a terminal would show: the only control sequence used is "clear this line". */
    private List<String> screen() {
        List<String> screen = new ArrayList<>();
        for (String text : written.toString(StandardCharsets.UTF_8).split("\n", -1)) {
            screen.add(text.substring(text.lastIndexOf("\u001b[K") + 1).replace("[K", ""));
        }
        return screen;
    }

    @Test
    void logLinesScrollAboveTheStatusLine() {
        PrintStream log = line.above();
        log.println("before");
        line.show("10%");
        log.println("a warning");
        line.show("20%");
        log.print("half ");
        line.show("30%");
        log.print("a line\nand another\n");
        line.finish();
        log.println("after");
        assertThat(screen()).containsExactly("before", "a warning", "half a line", "and another", "30%", "after", "");
    }

    @Test
    void leavesItsLastStateStanding() {
        try (ProgressBarSink sink =
                new ProgressBarSink(line, () -> 80, new Goal(Unit.FRAMES, 80_000), System::nanoTime)) {
            sink.onSteps(400, 100);
            line.above().println("a log line");
            sink.onProgress(MetricSamples.progress(2));
        }
        assertThat(screen()).hasSize(3).startsWith("a log line").last().isEqualTo("");
        assertThat(screen().get(1)).startsWith("100% ").contains("80.0k/80.0k frames", "score 372.5", "loss 0.20");
    }

    @Test
    void gamesHaveABarToo() {
        AtomicLong nanos = new AtomicLong();
        try (GamesBar bar = new GamesBar(line, () -> 61, 4, nanos::get)) {
            for (double score : new double[] {100, 50, 30}) {
                nanos.addAndGet(30_000_000_000L);
                bar.accept(score);
            }
        }
        assertThat(screen())
                .containsExactly(
                        " 75% \u2595\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u258c    \u258f 3/4 games mean score 60.0 30s left",
                        "");
    }

    @Test
    void aRunWithoutAStepDrawsNothing() {
        new ProgressBarSink(line, () -> 80, new Goal(Unit.FRAMES, 80_000), System::nanoTime).close();
        assertThat(written.size()).isZero();
    }
}
