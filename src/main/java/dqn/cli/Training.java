package dqn.cli;

import dqn.agent.Counters;
import dqn.checkpoint.Checkpoint;
import dqn.checkpoint.CheckpointStore;
import dqn.checkpoint.CheckpointWriter;
import dqn.checkpoint.RunLock;
import dqn.core.ConfigException;
import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.env.EnvironmentFactory;
import dqn.metrics.Goal;
import dqn.metrics.Opening;
import dqn.network.ModelFormat;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.dl4j.ModelFile;
import dqn.training.ConfigLoader;
import dqn.training.RunCheckpoints;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import dqn.training.RunManifest;
import dqn.training.Settings;
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
        initial.ifPresent(model -> requireShape(
                model,
                network,
                "The weights of --init belong to another network: name a model of the same preset and number of"
                        + " actions."));
        agent.flatMap(Agents.Trained::config).ifPresent(this::requireScale);
        try (RunLock lock = RunLock.acquire(directory.path())) {
            directory.requireNew();
            Files.deleteIfExists(directory.initialModel()); // of a process that was killed before the run began
            if (initial.isPresent()) {
                DurableFiles.write(directory.initialModel(), staged -> format.write(staged, initial.get()));
            }
            initial.ifPresent(model -> manifest = manifest.beginningWith(model.parameters()));
            directory.create(ConfigLoader.toYaml(config), manifest);
            return logged(() -> run(Opening.CREATE, this::initialize));
        }
    }

    /** Refuses what cannot be trained, and settles what computes it, which the manifest tells. */
    private NetworkSpec check() {
        NetworkSpec network = TrainingRun.check(config, games);
        backend.meet(network);
        manifest = Manifests.now(config, backend);
        return network;
    }

    /** Gives a run that has no checkpoint yet what it begins with. */
    private void initialize(TrainingRun run) throws IOException {
        if (Files.exists(directory.initialModel())) {
            run.initialize(format.read(directory.initialModel()).parameters());
        }
    }

    private RunCheckpoints checkpoints(TrainingRun run) {
        return new RunCheckpoints(
                run, config.checkpoint(), format, directory.path(), manifest.maker(), System::nanoTime);
    }

    private static void requireShape(ModelSnapshot model, NetworkSpec network, String otherwise) {
        if (!model.spec().sameShape(network)) {
            throw new DqnException(otherwise);
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
        CheckpointWriter writer =
                new CheckpointWriter(directory.path(), config.checkpoint().keep()); // mends what a killed process left
        Optional<Checkpoint> newest = newest();
        if (newest.isEmpty()) {
            LOG.info("{} has no checkpoint yet: starting again from its config.yaml", directory.path());
            return run(Opening.REPLACE, run -> {
                initialize(run);
                directory.updateConfig(ConfigLoader.toYaml(config));
            });
        }
        return run(Opening.RESUME, run -> {
            restore(run, newest.get());
            requireLength(run.counters());
            writer.dropBefore(newest.get().manifest().frameCount());
            directory.updateConfig(ConfigLoader.toYaml(config)); // not one that the checkpoint does not fit
        });
    }

    /** A shorter length than a run has had already would make its tables contradict its configuration. */
    private void requireLength(Counters counters) {
        Goal goal = config.goal();
        long reached = switch (goal.unit()) {
            case FRAMES -> counters.frameCount;
            case AGENT_STEPS -> counters.agentStepCount;
            case EPISODES -> counters.episodeCount;
        };
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

    /** What may be mended must not be lost: a run of which only damaged checkpoints are left does not begin again. */
    private Optional<Checkpoint> newest() {
        CheckpointStore store = new CheckpointStore(directory.path());
        Optional<Checkpoint> newest = store.newest();
        if (newest.isEmpty() && !store.isEmpty()) {
            throw new DqnException("No checkpoint of " + directory.path() + " is whole, as said above: put back what is"
                    + " missing in " + directory.path().resolve("checkpoints")
                    + ", or begin anew by `dqn train --config "
                    + directory.config() + "`.");
        }
        return newest;
    }

    private void restore(TrainingRun run, Checkpoint checkpoint) throws IOException {
        ModelSnapshot model = model(checkpoint);
        requireShape(
                model,
                run.online().spec(),
                "The checkpoint " + checkpoint.directory() + " belongs to another network than " + directory.config()
                        + " describes: put back the configuration that it was written with.");
        run.restore(model);
        checkpoint.load(run.parts());
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
            String edited = agent.config()
                    .map(then -> Settings.difference(config, then))
                    .orElse("");
            if (!edited.isEmpty()) {
                LOG.warn(
                        "{} was changed since the checkpoint was written: {}. The run goes on by both in turn; begin one"
                                + " by the new rules alone by `dqn train --config {}`",
                        directory.config(),
                        edited,
                        directory.config());
            }
        } catch (ConfigException e) { // of another version, whose rules cannot be read any more
            LOG.warn("By which rules the run went on until here cannot be told: {}", e.getMessage());
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
            LOG.info("Done: see how good it is by `dqn eval --checkpoint {}`", directory.path());
        } else {
            LOG.info(
                    "Stopped and saved at {} frames: go on by `dqn train --resume {}`",
                    String.format(Locale.ROOT, "%,d", ending.frameCount()),
                    directory.path());
        }
    }
}
