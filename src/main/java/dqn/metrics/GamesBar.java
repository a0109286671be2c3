package dqn.metrics;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** A progress bar on a terminal's last line for a number of games: how many are over, their mean score, time left. */
public final class GamesBar implements DoubleConsumer, AutoCloseable {
    private final int total;
    private final StepRateTracker rate;
    private final LiveLine bar;
    private double scoreSum;
    private volatile Standing standing;

    private record Standing(int games, double meanScore, Optional<Duration> timeLeft) {}

    /**
     * Begins to draw.
     *
     * @param columns width of the terminal, asked at every drawing
     * @param total games to play
     * @param nanoClock nanoseconds from any fixed moment, as {@link System#nanoTime}
     */
    public GamesBar(StatusLine line, IntSupplier columns, int total, LongSupplier nanoClock) {
        this.total = total;
        rate = new StepRateTracker(nanoClock);
        rate.update(0);
        standing = new Standing(0, Double.NaN, Optional.empty());
        bar = new LiveLine(line, columns, this::text);
    }

    /** A game has ended with this score. */
    @Override
    public void accept(double score) {
        scoreSum += score;
        int games = standing.games + 1;
        rate.update(games);
        standing = new Standing(games, scoreSum / games, games < total ? rate.timeUntil(total) : Optional.empty());
    }

    private String text(int width) {
        Standing now = standing;
        StringBuilder text =
                new StringBuilder().append(now.games).append('/').append(total).append(" games");
        if (now.games > 0) {
            text.append(String.format(Locale.ROOT, " mean score %.1f", now.meanScore));
        }
        now.timeLeft.ifPresent(left -> text.append(' ').append(ProgressLine.left(left)));
        return ProgressLine.of(now.games, total, text.toString(), width);
    }

    /** Leaves the last state of the bar standing. */
    @Override
    public void close() {
        bar.close();
    }
}
