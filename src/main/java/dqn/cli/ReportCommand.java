package dqn.cli;

import dqn.core.DqnException;
import dqn.render.Fonts;
import dqn.report.Importance;
import dqn.report.Report;
import dqn.report.RunFinder;
import dqn.sweep.Importances;
import dqn.sweep.SweepFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dqn report}: shows runs to a person, and to the readers of a paper. */
@Command(
        name = "report",
        description = "Makes one web page of runs, which needs no network: learning curves beside the published ones,"
                + " losses, scores and settings.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  dqn report runs                                     all runs under runs/",
            "  dqn report runs/a runs/b --out comparison --png",
            "  dqn eval --checkpoint runs/a --json > runs/a/eval.json; dqn report runs/a",
            "  dqn eval --policy random --config runs/a/config.yaml --json > runs/a/random.json",
            "  dqn report runs/a --reference reported=285",
            "",
            "Results of `dqn eval --json` that lie in a run or folder are shown too."
        })
final class ReportCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ReportCommand.class);

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "RUN",
            description = "Runs, folders of runs, or files with what `dqn eval --json` printed.")
    private List<Path> runs;

    @Option(names = "--out", order = 1, paramLabel = "DIR", description = "Folder to write to (report).")
    private Path out = Path.of("report");

    @Option(
            names = "--png",
            order = 2,
            description =
                    "Write the charts as pictures too, all but evaluations during training, what differs between runs and how much"
                            + " each parameter matters.")
    private boolean png;

    @Option(
            names = "--reference",
            order = 3,
            paramLabel = "NAME=SCORE",
            description = "A score from elsewhere, drawn as a line beside the distributions; repeatable.")
    private Map<String, Double> references = new LinkedHashMap<>();

    @Override
    public Integer call() {
        references.forEach((name, score) -> {
            if (!Double.isFinite(score)) {
                throw Usage.error(spec, "--reference " + name + " must be a number, not " + score + ".");
            }
        });
        if (png) {
            Fonts.require("in the pictures", "leave out --png");
        }
        List<Path> written = new Report(runs, references, ReportCommand::importances).write(out, png);
        written.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Of the sweep whose trials lie in a folder; a report does without what cannot be read of it. */
    private static List<Importance> importances(Path trials, String game) {
        if (!trials.endsWith(RunFinder.TRIALS)) {
            return List.of();
        }
        try {
            SweepFolder sweep = new SweepFolder(trials.getParent());
            return sweep.exists() ? Importances.of(sweep, game) : List.of();
        } catch (DqnException e) {
            LOG.warn("{} (The report does not tell how much the parameters of that sweep matter)", e.getMessage());
            return List.of();
        }
    }
}
