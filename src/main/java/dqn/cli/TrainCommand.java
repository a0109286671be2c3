package dqn.cli;

import dqn.checkpoint.CheckpointStore;
import dqn.core.CommandLineText;
import dqn.core.DqnException;
import dqn.training.ConfigLoader;
import dqn.training.RunCheckpoints;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import dqn.training.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dqn train}: begins a run, or goes on with one. */
@Command(
        name = "train",
        description = "Trains an agent; Ctrl-C saves it, and --resume goes on.",
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  dqn train --game space_invaders                     with the default preset",
            "  dqn train --game catch                              ten seconds, no ROM needed",
            "  dqn train --game space_invaders --live              watch it in a browser",
            "  dqn train --game space_invaders --replay 512MiB     with little memory",
            "  dqn train --game breakout --preset nature --seed 7 --frames 2_000_000",
            "  dqn train --game pong --set agent.discount=0.95 --run runs/pong-95",
            "  dqn train --resume runs/pong-95 --frames 5_000_000"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions configuration;

    @Option(names = "--seed", order = 23, paramLabel = "N", description = "Seed of everything random.")
    private String seed;

    @Option(
            names = "--run",
            order = 24,
            paramLabel = "DIR",
            description = "Directory of the run (a new one under runs/).")
    private Path run;

    @ArgGroup
    private Length length;

    @Option(
            names = "--init",
            order = 26,
            paramLabel = "CHECKPOINT",
            description = "Begin with the weights of a run, checkpoint or model file.")
    private Path init;

    @Option(names = "--resume", order = 25, paramLabel = "DIR", description = "Go on with this run.")
    private Path resume;

    @Option(
            names = "--backend",
            order = 29,
            paramLabel = "NAME",
            description = "The network engine: auto, onednn or dl4j.")
    private String backend;

    @Option(names = "--threads", order = 28, paramLabel = "N", description = "Threads of the network engine.")
    private String threads;

    @Option(
            names = "--precision",
            order = 30,
            paramLabel = "NAME",
            description =
                    "Of the network's arithmetic: float32, or bf16 where the processor has it (auto: the faster).")
    private String precision;

    @Option(
            names = "--replay",
            order = 27,
            paramLabel = "N|SIZE",
            description = "Replay capacity, such as 200_000 or 2GiB.")
    private String replay;

    @Option(
            names = "--envs",
            order = 31,
            paramLabel = "N",
            description = "Games played at once (1), for machines with more cores.")
    private String envs;

    @Option(
            names = "--no-pipeline",
            order = 32,
            description = "Act and learn strictly one after the other, instead of acting while an update is computed.")
    private boolean sequential;

    /** How long the run is, in all. */
    static final class Length {
        @Option(
                names = "--frames",
                order = 20,
                paramLabel = "N",
                description = "Whole length in environment frames, as a rule 4 to an agent step.")
        private String frames;

        @Option(names = "--agent-steps", order = 21, paramLabel = "N", description = "Whole length in agent steps.")
        private String agentSteps;

        @Option(names = "--episodes", order = 22, paramLabel = "N", description = "Whole length in games.")
        private String episodes;

        String budget() {
            if (frames != null) {
                return "budget={frames: " + frames + "}";
            }
            return agentSteps != null
                    ? "budget={agentSteps: " + agentSteps + "}"
                    : "budget={episodes: " + episodes + "}";
        }
    }

    @Mixin
    private LiveOptions live;

    @Override
    public Integer call() throws IOException {
        return resume == null ? begin() : goOn();
    }

    private int begin() throws IOException {
        RunConfig config = new GameChoice(configuration).resolve(flags());
        RunDirectory directory = run == null ? Runs.claim(Runs.FOLDER, newName(config)) : new RunDirectory(run);
        try {
            return begin(config, directory);
        } finally {
            if (run == null) {
                directory.deleteIfEmpty();
            }
        }
    }

    private int begin(RunConfig config, RunDirectory directory) throws IOException {
        directory.requireNew();
        try (Console console = new Console(spec.commandLine().getOut());
                LivePage page = live.open()) {
            return new Training(config, directory, configuration.rom(), console, page).begin(Optional.ofNullable(init));
        }
    }

    private int goOn() throws IOException {
        if (configuration.isGiven()
                || configuration.game().isPresent()
                || run != null
                || init != null
                || seed != null
                || replay != null
                || envs != null
                || sequential) {
            throw Usage.error(
                    spec,
                    "--resume goes on with the run's own configuration: only its length, --rom, --backend, --threads"
                            + " and --precision may change.");
        }
        RunDirectory directory = new RunDirectory(resume);
        if (!directory.exists()) {
            throw noRun(resume);
        }
        RunConfig config = new ConfigLoader().resolveFile(directory.config(), flags());
        try (Console console = new Console(spec.commandLine().getOut());
                LivePage page = live.open()) {
            return new Training(config, directory, configuration.rom(), console, page).resume();
        }
    }

    private static DqnException noRun(Path path) {
        for (Path folder = path.toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
            RunDirectory run = new RunDirectory(folder);
            if (run.exists() && run.readManifest().isPresent()) { // a checkpoint, or a file of it
                return new DqnException(path + " is only a part of a run: go on with all of it by `dqn train --resume "
                        + CommandLineText.of(folder) + "`.");
            }
        }
        Optional<Path> checkpoint = new CheckpointStore(path).newestFolder();
        if (checkpoint.isPresent()) {
            return new DqnException(path + " has checkpoints, but no config.yaml: put it back, such as from"
                    + " dqn/config.yaml in the ZIP file " + checkpoint.get().resolve(RunCheckpoints.MODEL) + ".");
        }
        String other = Runs.nearest(path)
                .filter(near -> Files.notExists(path) && new RunDirectory(near).exists())
                .map(near ->
                        ", or go on with the nearest by name, `dqn train --resume " + CommandLineText.of(near) + "`")
                .or(() -> Runs.newest(Runs.FOLDER)
                        .map(run -> ", or go on with the newest by `dqn train --resume "
                                + CommandLineText.of(run.path()) + "`"))
                .orElse("");
        return new DqnException("There is no run in " + path + " (no config.yaml): begin one by `dqn train --game"
                + " space_invaders --run " + CommandLineText.of(path) + "`" + other + ".");
    }

    private List<String> flags() {
        List<String> sets = new ArrayList<>();
        ConfigOptions.add(sets, "seed", seed);
        ConfigOptions.add(sets, "compute.backend", backend);
        ConfigOptions.add(sets, "compute.threads", threads);
        ConfigOptions.add(sets, "compute.precision", precision);
        ConfigOptions.add(sets, "replay.capacity", replay);
        ConfigOptions.add(sets, "environment.envs", envs);
        ConfigOptions.add(sets, "compute.pipeline", sequential ? "false" : null);
        if (length != null) {
            sets.add(length.budget());
        }
        return sets;
    }

    private String newName(RunConfig config) {
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                .format(LocalDateTime.now(ZoneId.systemDefault()));
        return config.game() + "-" + configuration.label() + "-" + time;
    }
}
