package dqn.cli;

import dqn.live.LiveServer;
import dqn.report.RunFinder;
import dqn.training.Runs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dqn watch}: shows runs on a page while they go on, by reading their files. */
@Command(
        name = "watch",
        description = "Shows runs on a web page while they go on: curves that grow, a table of all of them, time left.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  dqn watch                                           all runs under runs/",
            "  dqn watch runs/a runs/b --port 8091",
            "",
            "It only reads the runs' files, so it disturbs no training; Ctrl-C ends it. `dqn train --live`",
            "shows the agent's screen too."
        })
final class WatchCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(WatchCommand.class);

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "RUN", description = "Runs, or folders of runs (runs).")
    private List<Path> runs = List.of(Runs.FOLDER);

    @Option(names = "--port", order = 40, paramLabel = "PORT", description = "Port of the page (8090, or a free one).")
    private String port;

    @Mixin
    private PageOptions page;

    @Override
    public Integer call() {
        runs.forEach(RunFinder::directories); // refuses what can never lead to a run
        try (LiveServer server = page.open("--port", Optional.ofNullable(port))) {
            server.start(runs);
            PrintWriter out = spec.commandLine().getOut();
            out.println(server.url());
            out.flush();
            LOG.info("Open this address in a browser; Ctrl-C ends it");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
