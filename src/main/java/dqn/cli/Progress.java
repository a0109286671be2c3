package dqn.cli;

import java.util.function.DoubleConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar for a number of games, on a terminal only. */
final class Progress implements DoubleConsumer, AutoCloseable {
    private final ProgressBar bar;
    private int games;
    private double sum;

    /** Of so many games. */
    Progress(int total) {
        bar = Console.isErrTerminal()
                ? new ProgressBarBuilder()
                        .setTaskName("games")
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build()
                : null;
    }

    @Override
    public void accept(double score) {
        games++;
        sum += score;
        if (bar != null) {
            bar.step();
            bar.setExtraMessage(String.format("mean score %.1f", sum / games));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
