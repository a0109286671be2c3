package dqn.metrics;

import dqn.metrics.RunProgress.Standing;
import java.time.Duration;
import java.util.Locale;

/** Draws where a run stands as one line of text: a bar that takes the room that the numbers leave. */
final class ProgressLine {
    private static final int SMALLEST_BAR = 5;
    private static final int LARGEST_BAR = 42;
    /** Eighths of a cell, from empty to full. */
    private static final String BLOCKS = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589\u2588";

    private ProgressLine() {}

    /** The line, at most {@code width} characters. */
    static String of(Standing at, int width) {
        return of(at.goalCount(), at.goal().total(), numbers(at), width);
    }

    /** A bar for {@code count} of {@code total}, and this text beside it: at most {@code width} characters. */
    static String of(long count, long total, String text, int width) {
        double fraction = Math.min(1, (double) count / Math.max(1, total));
        String percent = String.format(Locale.ROOT, "%3d%% ", (int) (100 * fraction));
        int room = width - percent.length() - text.length() - 1;
        String bar = room < SMALLEST_BAR ? "" : bar(fraction, Math.min(room, LARGEST_BAR)) + " ";
        return cut(percent + bar + text, width);
    }

    private static String numbers(Standing at) {
        StringBuilder text = new StringBuilder(count(at.goalCount()));
        text.append('/')
                .append(count(at.goal().total()))
                .append(' ')
                .append(at.goal().unit());
        if (at.goal().unit() != Goal.Unit.FRAMES) {
            text.append(' ').append(count(at.frameCount())).append(" frames");
        }
        number(text, " %.0f/s", at.framesPerSecond());
        number(text, " eps %.3f", at.latest().epsilon());
        number(text, " score %.1f", at.latest().meanScore());
        number(text, " loss %.2g", at.latest().loss());
        at.timeLeft().ifPresent(left -> text.append(' ').append(left(left)));
        return text.toString();
    }

    /** Time that is left, in its two largest units: 2h14m left, 14m05s left, 5s left. */
    static String left(Duration time) {
        if (time.toHours() > 0) {
            return String.format(Locale.ROOT, "%dh%02dm left", time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? String.format(Locale.ROOT, "%dm%02ds left", time.toMinutes(), time.toSecondsPart())
                : time.toSeconds() + "s left";
    }

    private static void number(StringBuilder text, String format, double number) {
        if (!Double.isNaN(number)) {
            text.append(String.format(Locale.ROOT, format, number));
        }
    }

    /** Three digits or four with a unit: 9999, 12.3k, 10.0M. */
    static String count(long count) {
        if (count < 10_000) {
            return Long.toString(count);
        }
        String units = "kMGTPE";
        double scaled = count / 1000.0;
        int unit = 0;
        while (scaled >= 999.5) {
            scaled /= 1000;
            unit++;
        }
        String format = scaled < 9.995 ? "%.2f%c" : scaled < 99.95 ? "%.1f%c" : "%.0f%c";
        return String.format(Locale.ROOT, format, scaled, units.charAt(unit));
    }

    /** A bar in a frame, {@code width} characters in all. */
    private static String bar(double fraction, int width) {
        int cells = width - 2;
        int eighths = (int) (fraction * cells * 8);
        StringBuilder bar = new StringBuilder("\u2595");
        for (int cell = 0; cell < cells; cell++) {
            bar.append(BLOCKS.charAt(Math.max(0, Math.min(8, eighths - 8 * cell))));
        }
        return bar.append('\u258f').toString();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width));
    }
}
