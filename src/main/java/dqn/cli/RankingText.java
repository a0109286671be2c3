package dqn.cli;

import dqn.sweep.Ranking;
import dqn.sweep.Ranking.Entry;
import java.util.ArrayList;
import java.util.List;

/** The best settings of a sweep, for a person. */
final class RankingText {
    private RankingText() {}

    /** One game's, with so many of the best. */
    static String of(Ranking ranking, int most) {
        List<Entry> entries = ranking.entries();
        StringBuilder text = new StringBuilder(ranking.game());
        int seeds = entries.isEmpty() ? 0 : entries.get(0).scores().count();
        text.append(
                switch (seeds) {
                    case 0 -> ": no settings have a score of all their seeds yet";
                    case 1 -> ": mean score over one seed";
                    default -> ": mean score over " + seeds + " seeds";
                });
        text.append(
                ranking.incomplete() == 0 ? "" : "; " + ranking.incomplete() + " settings have not all their seeds");
        text.append(ranking.withoutGames() == 0 ? "" : "; of " + ranking.withoutGames() + " no game ended in time");
        if (entries.isEmpty()) {
            return text.append('\n').toString();
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.of("mean", "95 % confidence", "rung", "settings")));
        entries.stream().limit(most).forEach(entry -> rows.add(row(entry)));
        text.append('\n').append(Columns.text(rows));
        return text.append(doubt(seeds, ranking.rivals())).toString();
    }

    /** Whether the order may be chance. */
    private static String doubt(int seeds, long rivals) {
        if (rivals == 0) {
            return "";
        }
        if (seeds == 1) {
            return "One seed has no interval: only more seeds can tell whether this order is chance.\n";
        }
        return (rivals == 1 ? "One other interval meets" : rivals + " other intervals meet")
                + " that of the first: only more seeds can tell them apart.\n";
    }

    private static List<String> row(Entry entry) {
        double[] interval = entry.scores().confidence95();
        return List.of(
                Columns.number(entry.scores().mean()),
                interval.length == 0 ? "unknown" : Columns.number(interval[0]) + " to " + Columns.number(interval[1]),
                Integer.toString(entry.rung() + 1),
                entry.label().isEmpty() ? "(as the preset has them)" : entry.label());
    }
}
