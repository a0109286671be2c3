package dqn.cli;

import dqn.checkpoint.Checkpoint;
import dqn.checkpoint.CheckpointWriter;
import dqn.checkpoint.RunLock;
import dqn.core.CommandLineText;
import dqn.core.DqnException;
import dqn.env.EnvironmentFactory;
import dqn.metrics.Opening;
import dqn.network.ModelFormat;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.dl4j.Dl4jBackend;
import dqn.network.dl4j.ModelFile;
import dqn.training.ConfigLoader;
import dqn.training.RunCheckpoints;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import dqn.training.RunManifest;
import dqn.training.StepObserver;
import dqn.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains in a run directory until the budget is spent or a signal comes. */
final class Training {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);
    private static final String STOPPING = "Stopping to save the run; a second Ctrl-C ends it at once, unsaved";

    private final RunConfig config;
    private final RunDirectory directory;
    private final Console console;
    private final LivePage page;
    private final NetworkBackend backend;
    private final ModelFormat format = new ModelFile();
    private final EnvironmentFactory games;
    private RunManifest manifest;

    /**
     * Looks whether everything is there that the run needs.
     *
     * @param rom a file to take the game from instead of the store
     * @param page where the run is shown while it goes on
     */
    Training(RunConfig config, RunDirectory directory, Optional<Path> rom, Console console, LivePage page) {
        this.config = config;
        this.directory = directory;
        this.console = console;
        this.page = page;
        games = Games.of(config.game(), rom);
        backend = Backends.of(config.compute());
    }

    /**
     * Begins the run.
     *
     * @param init a run, checkpoint or model file to take the first weights from
     * @return the process's exit code
     */
    @SuppressWarnings("try") // the lock need only be held
    int begin(Optional<Path> init) throws IOException {
        Optional<Agents.Trained> agent = init.map(path -> Agents.find(path, format));
        Optional<ModelSnapshot> initial = agent.map(Agents.Trained::model);
        NetworkSpec network = check();
        agent.ifPresent(found -> requireFit(found, network));
        try (RunLock lock = RunLock.acquire(directory.path())) {
            directory.requireNew();
            directory.beginWith(initial.map(model -> staged -> format.write(staged, model)));
            initial.ifPresent(model -> manifest = manifest.beginningWith(model.parameters()));
            directory.create(ConfigLoader.toYaml(config), manifest);
            return logged(() -> run(Opening.CREATE, this::initialize));
        }
    }

    /** Refuses what cannot be trained, and settles what computes it, which the manifest tells. */
    private NetworkSpec check() {
        NetworkSpec network = TrainingRun.check(config, games);
        backend.meet(network);
        if (backend.name().equals(Dl4jBackend.NAME)) {
            TrainingRun.checkReference(config, network);
        }
        manifest = Manifests.now(config, backend);
        return network;
    }

    /** Gives a run that has no checkpoint yet what it begins with. */
    private void initialize(TrainingRun run) {
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

    private RunCheckpoints checkpoints(TrainingRun run) {
        return new RunCheckpoints(
                run, config.checkpoint(), format, directory.path(), manifest.maker(), System::nanoTime);
    }

    private void requireFit(Agents.Trained agent, NetworkSpec network) {
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

    /** Goes on from the newest whole checkpoint; returns the process's exit code. */
    @SuppressWarnings("try") // the lock need only be held
    int resume() throws IOException {
        check();
        directory.readManifest().ifPresent(then -> manifest = manifest.beginningWith(then.init()));
        try (RunLock lock = RunLock.acquire(directory.path())) {
            return logged(this::goOn);
        }
    }

    private int goOn() throws IOException {
        Resumption resumption = new Resumption(config, directory, format, manifest);
        resumption.requireCheckpointFolder();
        CheckpointWriter writer =
                new CheckpointWriter(directory.path(), config.checkpoint().keep()); // mends what a killed process left
        Optional<Checkpoint> newest = resumption.newest();
        if (newest.isEmpty()) {
            LOG.info("{} has no checkpoint yet: starting again from its config.yaml", directory.path());
            directory.setTablesAside().ifPresent(aside -> LOG.info("Its tables until now are kept in {}", aside));
            return run(Opening.REPLACE, run -> {
                initialize(run);
                directory.updateConfig(ConfigLoader.toYaml(config));
            });
        }
        return run(Opening.RESUME, run -> {
            resumption.restore(run, newest.get());
            writer.dropBefore(newest.get().manifest().frameCount());
            directory.updateConfig(ConfigLoader.toYaml(config)); // not one that the checkpoint does not fit
        });
    }

    private interface Start {
        void apply(TrainingRun run) throws IOException;
    }

    private record Ending(boolean finished, int exitCode, long frameCount, String summary) {}

    private interface Work {
        int run() throws IOException;
    }

    @SuppressWarnings("try") // the log need only be open
    private int logged(Work work) throws IOException {
        try (RunLog log = new RunLog(directory.log())) {
            return work.run();
        }
    }

    private int run(Opening opening, Start start) throws IOException {
        Ending ending = train(opening, start);
        tell(ending); // not before the progress bar has come to its end
        return ending.exitCode();
    }

    private Ending train(Opening opening, Start start) throws IOException {
        try (TrainingRun run = new TrainingRun(
                        config, games, backend, Sinks.of(config, manifest, directory, opening, console));
                StopSignals signals = new StopSignals(run.loop()::requestStop, STOPPING)) {
            start.apply(run);
            LOG.info(
                    "Training {} in {} ({})",
                    config.game(),
                    directory.path(),
                    run.online().description());
            config.whyItLearnsNothing().ifPresent(why -> LOG.warn("This run will learn nothing: {}", why));
            boolean finished = trainAndSave(run);
            page.end(run.summary());
            return new Ending(finished, finished ? 0 : signals.exitCode(), run.counters().frameCount, run.summary());
        }
    }

    private boolean trainAndSave(TrainingRun run) throws IOException {
        try (RunCheckpoints checkpoints = checkpoints(run)) {
            List<StepObserver> observers = new ArrayList<>(List.of(checkpoints));
            observers.addAll(page.start(config, run, directory.path()));
            boolean finished = run.train(observers);
            checkpoints.finish();
            run.conclude();
            return finished;
        }
    }

    private void tell(Ending ending) {
        if (ending.finished()) {
            console.out().println(ending.summary());
            LOG.info("Done: see how good it is by `dqn eval --checkpoint {}`", CommandLineText.of(directory.path()));
        } else if (ending.frameCount() == 0) {
            LOG.info(
                    "Stopped before its first step: begin it by `dqn train --resume {}`",
                    CommandLineText.of(directory.path()));
        } else {
            LOG.info(
                    "Stopped and saved at {} frames: go on by `dqn train --resume {}`",
                    String.format(Locale.ROOT, "%,d", ending.frameCount()),
                    CommandLineText.of(directory.path()));
        }
    }
}
