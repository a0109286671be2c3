package dqn.sweep;

import dqn.metrics.Csv;
import java.util.Optional;

/**
 * What came of each trial, in the order of the plan. Nothing in it is of a machine or a clock: the same sweep gives the
 * same bytes, though one that stops trials early only where they ended in the same order.
 *
 * @param plan of the sweep
 * @param history of it, so far
 */
record Results(Plan plan, History history) {
    /** Writes {@code results.csv}. */
    void write(SweepFolder folder) {
        folder.write(folder.results(), text());
    }

    String text() {
        StringBuilder text =
                new StringBuilder(Csv.row("game", "seed", "settings", "score", "games", "frames", "trial"));
        for (Trial trial : plan.trials()) {
            Optional<Ended> end = history.furthest(trial, plan);
            end.ifPresent(last -> text.append(Csv.row(
                    trial.game(),
                    trial.seed(),
                    trial.label(),
                    last.score(),
                    last.games(),
                    last.frames(),
                    trial.number())));
        }
        return text.toString();
    }
}
