package dqn.cli;

import dqn.checkpoint.AgentFolder;
import dqn.checkpoint.Checkpoint;
import dqn.core.DqnException;
import dqn.network.ModelSnapshot;
import dqn.network.dl4j.ModelFile;
import dqn.training.RunCheckpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dqn export}: an agent without what its training needs, to be passed on. */
@Command(
        name = "export",
        description = "Writes a trained agent to a folder of its own: its weights and the configuration that they were"
                + " trained with, a few megabytes, to be played, evaluated or passed on.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  dqn export --out invaders                           the newest run's best checkpoint",
            "  dqn export --checkpoint runs/first --out invaders",
            "  dqn play --render --checkpoint invaders"
        })
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--checkpoint",
            order = 1,
            paramLabel = "PATH",
            description = "A run (its best checkpoint), or one of its checkpoints (the newest run under runs/).")
    private Path checkpoint;

    @Option(names = "--out", order = 2, paramLabel = "DIR", required = true, description = "The new folder.")
    private Path out;

    @Override
    public Integer call() {
        Platform.check();
        Path source = Optional.ofNullable(checkpoint).or(Agents::newestRun).orElseThrow(Agents::noRun);
        if (Files.isRegularFile(source)) {
            throw new DqnException(source + " is a file: name the run or the checkpoint that it belongs to.");
        }
        Checkpoint found = Agents.checkpoint(source);
        ModelFile format = new ModelFile();
        ModelSnapshot model =
                Agents.read(found.path(RunCheckpoints.MODEL), format).model();
        ModelSnapshot weights = new ModelSnapshot(
                model.spec(), model.optimizer(), model.parameters(), Optional.empty(), model.provenance());
        AgentFolder.write(out, found.manifest(), RunCheckpoints.MODEL, file -> format.write(file, weights));
        spec.commandLine().getOut().println(out);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
