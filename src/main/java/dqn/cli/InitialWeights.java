package dqn.cli;

import dqn.core.CommandLineText;
import dqn.core.DqnException;
import dqn.network.ModelFormat;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkSpec;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import dqn.training.RunManifest;
import dqn.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;

/** The weights of another agent that a run begins with, where it was given some. */
record InitialWeights(RunConfig config, RunDirectory directory, ModelFormat format) {
    /**
     * Makes sure that a run with this network can begin with an agent's weights.
     *
     * @throws DqnException if not
     */
    void requireFit(Agents.Trained agent, NetworkSpec network) {
        requireShape(agent.model(), network);
        agent.config().ifPresent(this::requireScale);
    }

    private static void requireShape(ModelSnapshot model, NetworkSpec network) {
        if (!model.spec().sameShape(network)) {
            throw new DqnException(
                    "The weights of --init belong to another network: name a model of the same preset and"
                            + " number of actions.");
        }
    }

    private void requireScale(RunConfig learnt) {
        double scale = learnt.observation().scale();
        if (scale != config.observation().scale()) {
            throw new DqnException("The weights of --init have learnt from observations times " + scale
                    + ", and this run's are times " + config.observation().scale()
                    + ": set observation.scale to the same.");
        }
    }

    /** Gives a run that has no checkpoint yet what it begins with. */
    void give(TrainingRun run, RunManifest manifest) {
        if (manifest.init().equals(RunManifest.OWN) && Files.notExists(directory.initialModel())) {
            return;
        }
        try {
            ModelSnapshot initial = format.read(directory.initialModel());
            requireFit(
                    new Agents.Trained(directory.initialModel(), initial),
                    run.online().spec());
            run.initialize(initial.parameters());
        } catch (IOException e) {
            throw new DqnException(
                    "The weights that this run begins with cannot be read (" + e.getMessage()
                            + "): put them back, or begin anew by `dqn train --config "
                            + CommandLineText.of(directory.config())
                            + " --init PATH`.",
                    e);
        }
    }
}
