package dqn.cli;

import dqn.report.Importance;
import dqn.sweep.Importances;
import dqn.sweep.Ranking;
import dqn.sweep.SweepFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dqn sweep best}: which settings are the best, and which parameters matter. */
@Command(
        name = "best",
        description = "Shows a sweep's best settings, by the mean over all seeds, and how much each parameter matters.",
        footer = {"", "Example:", "  dqn sweep best sweeps/search"})
final class SweepBestCommand implements Callable<Integer> {
    private static final int MOST = 10;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the sweep.")
    private Path folder;

    @Override
    public Integer call() {
        SweepFolder sweep = new SweepFolder(folder);
        PrintWriter out = spec.commandLine().getOut();
        for (Ranking ranking : Ranking.of(sweep)) {
            out.print(RankingText.of(ranking, MOST));
            out.print(importance(Importances.of(sweep, ranking.game())));
        }
        out.flush();
        return 0;
    }

    private static String importance(List<Importance> all) {
        if (all.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.of("share", "by chance", "parameter alone")));
        all.forEach(one -> rows.add(List.of(percent(one.share()), percent(one.byChance()), one.key())));
        return "Of the differences between trials:\n" + Columns.text(rows);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
