package dqn.sweep;

import dqn.training.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The settings of one game, the best first: by the mean over all their seeds, never by a single one of them. Settings of
 * which a trial failed or is not done yet are not among them.
 *
 * @param game that was played
 * @param entries the best first
 * @param incomplete settings that are not among them, since not all their seeds are done
 * @param withoutGames settings whose seeds are done, but for one at least no game ended in the time that is looked at
 */
public record Ranking(String game, List<Entry> entries, int incomplete, int withoutGames) {
    /**
     * Settings with the scores of their seeds.
     *
     * @param rung that all seeds have come through, from 0; what came further stands first
     */
    public record Entry(Map<String, String> settings, String label, int rung, Scores scores) {
        /** Whether chance alone may have put another one's mean where it is: whether the intervals meet. */
        public boolean mayEqual(Entry other) {
            double[] one = scores.confidence95();
            double[] two = other.scores.confidence95();
            return one.length == 0 || two.length == 0 || (one[0] <= two[1] && two[0] <= one[1]);
        }
    }

    /** Of all games of a sweep, as far as it has come. */
    public static List<Ranking> of(SweepFolder folder) {
        Plan plan = folder.readPlan();
        History history = History.read(folder, plan);
        return plan.games().stream().map(game -> of(game, plan, history)).toList();
    }

    private static Ranking of(String game, Plan plan, History history) {
        List<Entry> entries = new ArrayList<>();
        int[] candidates = plan.candidatesOf(game).toArray();
        for (int candidate : candidates) {
            for (int rung = plan.rungCount() - 1; rung >= 0; rung--) {
                List<Trial> trials = plan.candidate(candidate);
                double[] scores = scores(trials, rung, history);
                if (scores.length == plan.seeds()) {
                    Trial first = trials.get(0);
                    entries.add(new Entry(first.settings(), first.label(), rung, new Scores(scores)));
                    break;
                }
            }
        }
        entries.sort(Comparator.comparingInt(Entry::rung)
                .thenComparingDouble(entry -> entry.scores().mean())
                .reversed());
        int withoutGames = (int) Arrays.stream(candidates)
                .filter(candidate -> plan.candidate(candidate).stream().allMatch(trial -> history.isDone(trial, 0)))
                .filter(candidate -> scores(plan.candidate(candidate), 0, history).length < plan.seeds())
                .count();
        return new Ranking(game, entries, candidates.length - entries.size() - withoutGames, withoutGames);
    }

    private static double[] scores(List<Trial> trials, int rung, History history) {
        return trials.stream()
                .flatMap(trial -> history.of(trial, rung).stream())
                .mapToDouble(Ended::score)
                .filter(Double::isFinite)
                .toArray();
    }

    /** How many others may be as good as the first, by their intervals. */
    public long rivals() {
        return entries.stream()
                .skip(1)
                .filter(entry -> entry.rung() == entries.get(0).rung() && entry.mayEqual(entries.get(0)))
                .count();
    }
}
