package dqn.sweep;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * All that a sweep does, but for which trials go on from one rung to the next. It is written before anything starts and
 * never changes: the same plan gives each trial the same bits wherever it runs, on the same kind of processor.
 *
 * @param format of the file
 * @param commit of the program that made it; it is told where another goes on
 * @param objective what settings are compared by
 * @param eta one of so many settings goes on from a rung
 * @param rungs lengths in frames at which they are compared; empty: trials are as long as their configuration says
 * @param threads of each trial
 * @param slots trials at once on this machine; 0: as many as fit
 * @param seeds of each settings, which are a candidate in one game
 * @param trials by settings, then games, then seeds
 */
public record Plan(
        int format,
        String commit,
        Objective objective,
        int eta,
        List<Long> rungs,
        int threads,
        int slots,
        int seeds,
        List<Trial> trials) {
    /** The one that this program writes and reads. */
    public static final int FORMAT = 1;

    /** Takes plans too that were made before the commit was kept. */
    public Plan {
        commit = commit == null ? "unknown" : commit;
    }

    /** The trial with a number. */
    public Trial trial(int number) {
        return trials.get(number - 1);
    }

    /** Settings in one game; their trials differ only in the seed. */
    int candidates() {
        return trials.size() / seeds;
    }

    /** The trials of a candidate, which counts from 0. */
    List<Trial> candidate(int index) {
        return trials.subList(index * seeds, (index + 1) * seeds);
    }

    /** The candidate that a trial belongs to. */
    int candidateOf(Trial trial) {
        return (trial.number() - 1) / seeds;
    }

    /** Rungs, from 0, of a trial. */
    int rungCount() {
        return Math.max(1, rungs.size());
    }

    /** Frames of a trial at a rung; empty: as its configuration says. */
    OptionalLong frames(int rung) {
        return rungs.isEmpty() ? OptionalLong.empty() : OptionalLong.of(rungs.get(rung));
    }

    /** Games, in the order of the plan. */
    List<String> games() {
        return trials.stream().map(Trial::game).distinct().toList();
    }

    /** The candidates of a game. */
    IntStream candidatesOf(String game) {
        return IntStream.range(0, candidates())
                .filter(index -> candidate(index).get(0).game().equals(game));
    }

    /** Whether it tries the same, by whatever program. */
    public boolean isSameSearch(Plan other) {
        return threads == other.threads
                && objective.equals(other.objective)
                && eta == other.eta
                && rungs.equals(other.rungs)
                && seeds == other.seeds
                && trials.size() == other.trials.size()
                && IntStream.range(0, trials.size()).allMatch(i -> isSameTrial(trials.get(i), other.trials.get(i)));
    }

    private static boolean isSameTrial(Trial one, Trial other) {
        return one.game().equals(other.game())
                && one.seed() == other.seed()
                && one.settings().equals(other.settings());
    }
}
