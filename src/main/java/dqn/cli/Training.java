package dqn.cli;

import dqn.checkpoint.Checkpoint;
import dqn.checkpoint.CheckpointWriter;
import dqn.checkpoint.RunLock;
import dqn.core.CommandLineText;
import dqn.env.EnvironmentFactory;
import dqn.metrics.Opening;
import dqn.network.ModelFormat;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.dl4j.Dl4jBackend;
import dqn.network.dl4j.ModelFile;
import dqn.training.ConfigLoader;
import dqn.training.RunCheck;
import dqn.training.RunCheckpoints;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import dqn.training.RunManifest;
import dqn.training.StepObserver;
import dqn.training.TrainingLoop;
import dqn.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
    private final InitialWeights initialWeights;

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
        initialWeights = new InitialWeights(config, directory, format);
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
        NetworkSpec network = check();
        agent.ifPresent(found -> initialWeights.requireFit(found, network));
        Optional<ModelSnapshot> initial = agent.map(Agents.Trained::model);
        RunManifest own = Manifests.now(config, backend);
        RunManifest manifest =
                initial.map(model -> own.beginningWith(model.parameters())).orElse(own);
        try (RunLock lock = RunLock.acquire(directory.path())) {
            directory.requireNew();
            directory.beginWith(initial.map(model -> staged -> format.write(staged, model)));
            directory.create(ConfigLoader.toYaml(config), manifest);
            return logged(() -> run(Opening.CREATE, manifest, run -> initialWeights.give(run, manifest)));
        }
    }

    /** Refuses what cannot be trained, and settles what computes it, which the manifest tells. */
    private NetworkSpec check() {
        NetworkSpec network = RunCheck.of(config, games);
        backend.meet(network);
        if (backend.name().equals(Dl4jBackend.NAME)) {
            RunCheck.ofReference(config, network);
        }
        return network;
    }

    /** Goes on from the newest whole checkpoint; returns the process's exit code. */
    @SuppressWarnings("try") // the lock need only be held
    int resume() throws IOException {
        check();
        RunManifest now = Manifests.now(config, backend);
        RunManifest manifest = directory
                .readManifest()
                .map(then -> now.beginningWith(then.init()))
                .orElse(now);
        try (RunLock lock = RunLock.acquire(directory.path())) {
            return logged(() -> goOn(manifest));
        }
    }

    private int goOn(RunManifest manifest) throws IOException {
        Resumption resumption = new Resumption(config, directory, format, manifest);
        resumption.requireCheckpointFolder();
        CheckpointWriter writer =
                new CheckpointWriter(directory.path(), config.checkpoint().keep()); // mends what a killed process left
        Optional<Checkpoint> newest = resumption.newest();
        if (newest.isEmpty()) {
            LOG.info("{} has no checkpoint yet: starting again from its config.yaml", directory.path());
            directory.setTablesAside().ifPresent(aside -> LOG.info("Its tables until now are kept in {}", aside));
            return run(Opening.REPLACE, manifest, run -> {
                initialWeights.give(run, manifest);
                directory.updateConfig(ConfigLoader.toYaml(config));
            });
        }
        return run(Opening.RESUME, manifest, run -> {
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

    private int run(Opening opening, RunManifest manifest, Start start) throws IOException {
        Ending ending = train(opening, manifest, start);
        tell(ending); // not before the progress bar has come to its end
        return ending.exitCode();
    }

    /** A signal is heard before there are tables and networks, which take a second: so it leaves nothing half begun. */
    private Ending train(Opening opening, RunManifest manifest, Start start) throws IOException {
        AtomicReference<TrainingLoop> loop = new AtomicReference<>();
        try (StopSignals signals = new StopSignals(
                        () -> Optional.ofNullable(loop.get()).ifPresent(TrainingLoop::requestStop), STOPPING);
                TrainingRun run = new TrainingRun(
                        config, games, backend, Sinks.of(config, manifest, directory, opening, console))) {
            loop.set(run.loop());
            if (signals.exitCode() != 0) { // heard before there was a loop to stop
                run.loop().requestStop();
            }
            start.apply(run);
            LOG.info(
                    "Training {} in {} ({})",
                    config.game(),
                    directory.path(),
                    run.online().description());
            config.whyItLearnsNothing().ifPresent(why -> LOG.warn("This run will learn nothing: {}", why));
            boolean finished = trainAndSave(run, manifest.maker());
            page.end(run.summary());
            return new Ending(finished, finished ? 0 : signals.exitCode(), run.counters().frameCount, run.summary());
        }
    }

    private boolean trainAndSave(TrainingRun run, Map<String, String> maker) throws IOException {
        try (RunCheckpoints checkpoints =
                new RunCheckpoints(run, config.checkpoint(), format, directory.path(), maker, System::nanoTime)) {
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
