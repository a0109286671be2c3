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
        if (entries.isEmpty()) {
            return text.append(": no settings have come through with all their seeds yet\n")
                    .toString();
        }
        int seeds = entries.get(0).scores().count();
        text.append(": mean score over ").append(seeds == 1 ? "one seed" : seeds + " seeds");
        text.append(ranking.others() == 0 ? "" : "; " + ranking.others() + " settings have not all their seeds");
        List<List<String>> rows = new ArrayList<>(List.of(List.of("mean", "95 % confidence", "rung", "settings")));
        entries.stream().limit(most).forEach(entry -> rows.add(row(entry)));
        text.append('\n').append(Columns.text(rows));
        if (ranking.rivals() > 0) {
            text.append(
                    ranking.rivals() == 1 ? "One other interval meets" : ranking.rivals() + " other intervals meet");
            text.append(" that of the first: only more seeds can tell them apart.\n");
        }
        return text.toString();
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
