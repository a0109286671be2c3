package dqn.sweep;

import dqn.training.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How far a sweep has come.
 *
 * @param done trials that have come to the end of a rung, and were not promoted to another
 * @param begun trials that run now, or wait to be gone on with
 * @param failed trials that failed twice
 * @param waiting trials that were not begun yet
 * @param lines of the settings in each game, in the order of the plan
 */
public record Status(int done, int begun, int failed, int waiting, List<Line> lines) {
    /**
     * Of settings in one game.
     *
     * @param rung that the furthest seed has come through, from 1; 0: none
     * @param done seeds that have come through it
     * @param failed seeds that failed
     * @param mean over the seeds that have come through; NaN where there is none
     */
    public record Line(String game, String settings, int rung, int done, int failed, double mean) {}

    /** Of a sweep, which may go on meanwhile. */
    public static Status of(SweepFolder folder) {
        Plan plan = folder.readPlan();
        History history = History.read(folder, plan);
        int[] counts = new int[4];
        for (Trial trial : plan.trials()) {
            counts[state(trial, plan, history, folder)]++;
        }
        List<Line> lines = new ArrayList<>();
        for (int candidate = 0; candidate < plan.candidates(); candidate++) {
            lines.add(line(plan.candidate(candidate), plan, history));
        }
        return new Status(counts[0], counts[1], counts[2], counts[3], lines);
    }

    /** 0: done, 1: begun, 2: failed, 3: waiting. */
    private static int state(Trial trial, Plan plan, History history, SweepFolder folder) {
        if (history.isOnItsWay(trial, plan)) {
            return 1;
        }
        Optional<Ended> end = history.last(trial, plan);
        if (end.isPresent()) {
            return end.get().done() ? 0 : 2;
        }
        return new RunDirectory(folder.run(trial)).exists() ? 1 : 3;
    }

    private static Line line(List<Trial> trials, Plan plan, History history) {
        List<Ended> ends = trials.stream()
                .flatMap(trial -> history.furthest(trial, plan).stream())
                .toList();
        int rung = ends.stream().filter(Ended::done).mapToInt(Ended::rung).max().orElse(-1);
        DoubleStream scores =
                ends.stream().filter(end -> end.done() && end.rung() == rung).mapToDouble(Ended::score);
        int done = (int)
                ends.stream().filter(end -> end.done() && end.rung() == rung).count();
        int failed = (int) trials.stream()
                .flatMap(trial -> history.last(trial, plan).stream())
                .filter(end -> !end.done())
                .count();
        Trial first = trials.get(0);
        return new Line(
                first.game(),
                first.label(),
                rung + 1,
                done,
                failed,
                scores.average().orElse(Double.NaN));
    }
}
