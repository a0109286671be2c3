package dqn.cli;

import dqn.sweep.Status;
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

/** {@code dqn sweep status}: how far a sweep has come, while it runs too. */
@Command(
        name = "status",
        description = "Shows how far a sweep has come.",
        footer = {"", "Example:", "  dqn sweep status sweeps/search"})
final class SweepStatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the sweep.")
    private Path folder;

    @Override
    public Integer call() {
        Status status = Status.of(new SweepFolder(folder));
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%d trials done, %d begun, %d failed, %d waiting%n",
                status.done(),
                status.begun(),
                status.failed(),
                status.waiting());
        List<List<String>> rows =
                new ArrayList<>(List.of(List.of("game", "rung", "done", "failed", "mean", "settings")));
        status.lines().forEach(line -> rows.add(row(line)));
        out.print(Columns.text(rows));
        out.flush();
        return 0;
    }

    private static List<String> row(Status.Line line) {
        return List.of(
                line.game(),
                line.rung() == 0 ? "-" : Integer.toString(line.rung()),
                Integer.toString(line.done()),
                Integer.toString(line.failed()),
                Columns.number(line.mean()),
                line.settings());
    }
}
