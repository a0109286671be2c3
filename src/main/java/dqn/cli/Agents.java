package dqn.cli;

import dqn.checkpoint.Checkpoint;
import dqn.checkpoint.CheckpointStore;
import dqn.core.CommandLineText;
import dqn.core.DqnException;
import dqn.network.ModelFormat;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkSpec;
import dqn.training.ConfigLoader;
import dqn.training.RunCheckpoints;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import dqn.training.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the agent that a person means. */
final class Agents {
    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);
    /** A model lies in its checkpoint's folder, that in one of checkpoints, that in the run's. */
    private static final int LEVELS_IN_A_RUN = 3;

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
            return model.provenance().map(yaml -> new ConfigLoader().resolveText(source.toString(), yaml));
        }

        /**
         * Makes sure that it can play a game as it is configured.
         *
         * @param wanted the network that a training there would have
         */
        void requireFit(NetworkSpec wanted, String game) {
            NetworkSpec found = model.spec();
            if (!found.input().equals(wanted.input()) || found.outputs() != wanted.outputs()) {
                throw new DqnException("The model " + source + " takes " + found.input() + " and gives "
                        + found.outputs() + " values, but " + game + " as configured shows " + wanted.input()
                        + " and needs " + wanted.outputs()
                        + ": name the --game and --preset that it was trained with.");
            }
        }

        /** The model that its run began with, if it was given one; of an agent that lies in no run nobody knows. */
        Optional<Path> initialModel() {
            return Stream.iterate(source.toAbsolutePath().getParent(), Objects::nonNull, Path::getParent)
                    .limit(LEVELS_IN_A_RUN)
                    .map(RunDirectory::new)
                    .filter(RunDirectory::exists)
                    .findFirst()
                    .map(RunDirectory::initialModel)
                    .filter(Files::isRegularFile);
        }
    }

    /**
     * Reads an agent.
     *
     * @param checkpoint a run directory (its best checkpoint, else its newest), a checkpoint directory or a model file;
     *     empty: the newest run under {@code runs/}, else the agent that comes with the program, saying so
     * @param game that an agent which comes with the program must play, if it matters
     */
    static Trained find(Optional<Path> checkpoint, Optional<String> game, ModelFormat format) {
        return find(checkpoint.or(Agents::newestRun).or(() -> takeShipped(game)).orElseThrow(Agents::noRun), format);
    }

    /** Reads the agent of a run, a checkpoint or a model file. */
    static Trained find(Path checkpoint, ModelFormat format) {
        Path model = model(checkpoint);
        LOG.info("Using {}", model);
        return read(model, format);
    }

    /** Reads a model file. */
    static Trained read(Path model, ModelFormat format) {
        try {
            return new Trained(model, format.read(model));
        } catch (IOException e) {
            throw new DqnException(e.getMessage() + "; name another run, checkpoint or model file.", e);
        }
    }

    /** The newest run under {@code runs/}, saying so, if there is any. */
    static Optional<Path> newestRun() {
        Optional<Path> newest = Runs.newest(Runs.FOLDER).map(RunDirectory::path);
        newest.ifPresent(run -> LOG.info("No --checkpoint given: taking the newest run, {}", run));
        return newest;
    }

    /** Where there is no run yet. */
    static DqnException noRun() {
        return new DqnException("There is no run under " + Runs.FOLDER
                + "/ yet: train one by `dqn train --game space_invaders`, or name one by --checkpoint.");
    }

    private static Optional<Path> takeShipped(Optional<String> game) {
        Optional<Path> shipped = shipped(game);
        shipped.ifPresent(agent -> LOG.info(
                "No --checkpoint given, and no run under {}/: taking the shipped agent, {}", Runs.FOLDER, agent));
        return shipped;
    }

    /** The first by name of the agents that come with the program; the name begins with the game's. */
    static Optional<Path> shipped(Optional<String> game) {
        try (Stream<Path> agents = Files.list(Home.find().models())) {
            return agents.filter(Checkpoint::isIn)
                    .filter(agent -> agent.getFileName()
                            .toString()
                            .startsWith(game.map(name -> name + "-").orElse("")))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // a program without agents
        }
    }

    /** A model file itself, or the one in a folder, which is checked where it has a manifest to be checked by. */
    private static Path model(Path path) {
        Path inside = path.resolve(RunCheckpoints.MODEL);
        if (Files.isRegularFile(path)) {
            return path;
        }
        return Files.isRegularFile(inside) && !Checkpoint.isIn(path)
                ? inside
                : checkpoint(path).path(RunCheckpoints.MODEL);
    }

    /** The checkpoint in a folder: itself, or the best of a run, else its newest. */
    static Checkpoint checkpoint(Path path) {
        if (Files.isRegularFile(path.resolve(RunCheckpoints.MODEL))) {
            return Checkpoint.openAgent(path);
        }
        RunDirectory run = new RunDirectory(path);
        if (Files.notExists(path)) {
            throw new DqnException("There is no " + path
                    + Runs.nearest(path)
                            .map(near -> ": did you mean " + near + "?")
                            .orElse(": name a run, a checkpoint or a model file, such as a folder under runs/."));
        }
        CheckpointStore store = new CheckpointStore(path);
        if (!run.exists() && !store.isThere()) {
            throw new DqnException(path + " is no run, no checkpoint and no model file: name one of these,"
                    + " such as a folder under runs/.");
        }
        return store.bestAgent().or(store::newestAgent).orElseThrow(() -> noAgent(path, store));
    }

    private static DqnException noAgent(Path run, CheckpointStore store) {
        return new DqnException(store.newestFolder()
                .map(newest -> "No checkpoint of " + run + " is whole, as said above: name the model of one, such as "
                        + newest.resolve(RunCheckpoints.MODEL) + ".")
                .orElse("The run " + run + " has no checkpoint yet: go on with it by `dqn train --resume "
                        + CommandLineText.of(run) + "`."));
    }
}
