package dqn.cli;

import dqn.checkpoint.Checkpoint;
import dqn.checkpoint.CheckpointManifest;
import dqn.checkpoint.CheckpointStore;
import dqn.core.Checkpointable;
import dqn.core.CommandLineText;
import dqn.core.ConfigException;
import dqn.core.DqnException;
import dqn.metrics.Goal;
import dqn.network.ModelFormat;
import dqn.network.ModelSnapshot;
import dqn.network.Optimizer;
import dqn.network.OptimizerSpec;
import dqn.training.ConfigLoader;
import dqn.training.RunCheckpoints;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import dqn.training.RunManifest;
import dqn.training.Settings;
import dqn.training.TrainingRun;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the checkpoint that a run goes on from, and takes it over where it fits. */
final class Resumption {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    private final RunConfig config;
    private final RunDirectory directory;
    private final ModelFormat format;
    private final RunManifest manifest;

    /**
     * Of a run.
     *
     * @param config by which it goes on
     * @param manifest of what computes it now
     */
    Resumption(RunConfig config, RunDirectory directory, ModelFormat format, RunManifest manifest) {
        this.config = config;
        this.directory = directory;
        this.format = format;
        this.manifest = manifest;
    }

    /** What may be put back must not be lost: a run that has had steps does not begin again over its tables. */
    void requireCheckpointFolder() {
        if (!new CheckpointStore(directory.path()).isThere() && directory.hasRows()) {
            throw new DqnException(
                    directory.path() + " has no checkpoints any more: put its folder checkpoints back, or"
                            + " train the same anew by `dqn train --config " + CommandLineText.of(directory.config())
                            + " --run ANOTHER`.");
        }
    }

    /** What may be mended must not be lost: a run of which only damaged checkpoints are left does not begin again. */
    Optional<Checkpoint> newest() {
        CheckpointStore store = new CheckpointStore(directory.path());
        Optional<Checkpoint> newest = store.newest();
        if (newest.isEmpty() && store.newestFolder().isPresent()) {
            throw new DqnException("No checkpoint of " + directory.path() + " is whole, as said above: put back what is"
                    + " missing in " + directory.path().resolve("checkpoints")
                    + ", or begin anew by `dqn train --config "
                    + CommandLineText.of(directory.config()) + "`.");
        }
        return newest;
    }

    /**
     * Brings a run to where the checkpoint was written, and says what has changed since.
     *
     * @throws DqnException if it does not fit the run
     */
    void restore(TrainingRun run, Checkpoint checkpoint) throws IOException {
        requireLength(checkpoint.manifest());
        ModelSnapshot model = model(checkpoint);
        if (!model.spec().sameShape(run.online().spec())) {
            throw new DqnException("The checkpoint " + checkpoint.directory() + " belongs to another network than "
                    + directory.config() + " describes: put back the configuration that it was written with.");
        }
        OptimizerSpec optimizer = config.agent().optimizer();
        if (model.optimizer()
                .filter(then -> Optimizer.remembersTheSame(then, optimizer))
                .isEmpty()) {
            throw new DqnException("The checkpoint " + checkpoint.directory() + " holds the state of another kind of"
                    + " optimiser than the agent.optimizer of " + directory.config()
                    + ": put back the configuration that it was written with.");
        }
        run.restore(model);
        Map<String, Checkpointable> parts = run.parts();
        if (!checkpoint.holds(TrainingRun.EVALUATION)) { // none were asked for until here
            parts.remove(TrainingRun.EVALUATION);
        }
        checkpoint.load(parts);
        LOG.info("Going on from {}", checkpoint.directory());
        String difference = manifest.differenceTo(checkpoint.manifest().metadata());
        if (!difference.isEmpty()) {
            LOG.warn("From here on, the run's bits may be others than without a stop: {}", difference);
        }
        warnOfOtherRules(new Agents.Trained(checkpoint.path(RunCheckpoints.MODEL), model));
    }

    /** What has been learnt, and what the replay holds, came of the rules that held then. */
    private void warnOfOtherRules(Agents.Trained agent) {
        try {
            agent.config().ifPresent(this::warnOfOtherRules);
        } catch (ConfigException e) { // of another version, whose rules cannot be read any more
            LOG.warn("By which rules the run went on until here cannot be told: {}", e.getMessage());
        }
    }

    private void warnOfOtherRules(RunConfig then) {
        String learning = Settings.difference(config, then);
        if (!learning.isEmpty()) {
            LOG.warn(
                    "{} was changed since the checkpoint was written: {}. The run goes on by both in turn; begin one"
                            + " by the new rules alone by `dqn train --config {}`",
                    directory.config(),
                    learning,
                    CommandLineText.of(directory.config()));
        }
        String evaluations = Settings.evaluationDifference(config, then);
        if (!evaluations.isEmpty()) {
            LOG.warn(
                    "The rules of evaluations were changed since the checkpoint was written: {}. Those in"
                            + " evaluations.csv before and after do not compare",
                    evaluations);
        }
    }

    private ModelSnapshot model(Checkpoint checkpoint) {
        try {
            return format.read(checkpoint.path(RunCheckpoints.MODEL));
        } catch (IOException e) {
            throw new DqnException(
                    e.getMessage() + "; remove the checkpoint " + checkpoint.directory()
                            + " to go on from the one before.",
                    e);
        }
    }

    /**
     * A shorter length than a run has had already would make its tables contradict its configuration. To be asked before
     * anything is loaded: that cuts the tables back to the checkpoint, and a run that has ended has a row beyond it.
     */
    private void requireLength(CheckpointManifest checkpoint) {
        Goal goal = config.goal();
        long reached = RunCheckpoints.reached(checkpoint, goal.unit());
        Goal before =
                new ConfigLoader().resolveFile(directory.config(), List.of()).goal();
        if (reached > goal.total() && !goal.equals(before)) {
            throw new DqnException(String.format(
                    Locale.ROOT,
                    "%s has had %,d %s already, more than the %,d that were asked for: name the whole length of the run,"
                            + " not what is to be added.",
                    directory.path(),
                    reached,
                    goal.unit(),
                    goal.total()));
        }
    }
}
