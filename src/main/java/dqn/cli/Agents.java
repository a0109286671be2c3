package dqn.cli;

import dqn.checkpoint.CheckpointStore;
import dqn.core.DqnException;
import dqn.network.ModelFormat;
import dqn.network.ModelSnapshot;
import dqn.training.ConfigLoader;
import dqn.training.RunCheckpoints;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the agent that a person means. */
final class Agents {
    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);
    private static final Path RUNS = TrainCommand.RUNS;

    private Agents() {}

    /**
     * A trained agent.
     *
     * @param source what it was read from
     * @param model network and provenance
     */
    record Trained(Path source, ModelSnapshot model) {
        /** The configuration of the run that made it, which a plain DL4J file lacks. */
        Optional<RunConfig> config() {
            return model.provenance().map(yaml -> ConfigLoader.resolveText(source.toString(), yaml));
        }
    }

    /**
     * Reads an agent.
     *
     * @param checkpoint a run directory (its best checkpoint, else its newest), a checkpoint directory or a model file;
     *     empty: the newest run under {@code runs/}, saying so
     */
    static Trained find(Optional<Path> checkpoint, ModelFormat format) {
        Path model = modelFile(checkpoint.orElseGet(Agents::newestRun));
        LOG.info("Using {}", model);
        try {
            return new Trained(model, format.read(model));
        } catch (IOException e) {
            throw new DqnException(e.getMessage() + "; name another run, checkpoint or model file.", e);
        }
    }

    private static Path newestRun() {
        Path newest = RunDirectory.newest(RUNS)
                .map(RunDirectory::path)
                .orElseThrow(() -> new DqnException("There is no run under " + RUNS
                        + "/ yet: train one by `dqn train --game space_invaders`, or name one by --checkpoint."));
        LOG.info("No --checkpoint given: taking the newest run, {}", newest);
        return newest;
    }

    private static Path modelFile(Path path) {
        if (Files.isRegularFile(path)) {
            return path;
        }
        if (Files.isRegularFile(path.resolve(RunCheckpoints.MODEL))) {
            return path.resolve(RunCheckpoints.MODEL);
        }
        RunDirectory run = new RunDirectory(path);
        if (!run.exists()) {
            throw new DqnException(path + " is no run, no checkpoint and no model file: name one of these,"
                    + " such as a folder under runs/.");
        }
        CheckpointStore store = new CheckpointStore(path);
        return store.bestAgent()
                .or(store::newestAgent)
                .map(found -> found.path(RunCheckpoints.MODEL))
                .orElseThrow(() -> new DqnException("The run " + path
                        + " has no whole checkpoint yet: go on with it by `dqn train --resume " + path + "`."));
    }
}
