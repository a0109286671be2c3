package dqn.cli;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.env.EnvironmentFactory;
import dqn.metrics.MetricSinks;
import dqn.network.NetworkBackend;
import dqn.network.dl4j.ModelFile;
import dqn.training.CheckpointConfig;
import dqn.training.RunCheck;
import dqn.training.RunCheckpoints;
import dqn.training.RunConfig;
import dqn.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dqn bench train}: the whole loop, once it learns and with the network choosing nearly every action. */
@Command(
        name = "train",
        description = "Measures the whole training loop: agent steps per second once it learns, of the"
                + " Nature network unless --preset says otherwise.",
        sortOptions = false,
        footer = {"", "Example:", "  dqn bench train --preset default --game breakout"})
final class BenchTrainCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Option(
            names = "--game",
            order = 0,
            paramLabel = "NAME",
            defaultValue = "space_invaders",
            description = "The game (space_invaders).")
    private String game;

    @Option(
            names = "--transitions",
            order = 8,
            paramLabel = "N",
            defaultValue = "500",
            description = "Fill the replay, if there is one, with so many by random play first (500).")
    private String transitions;

    @Option(names = "--envs", order = 9, paramLabel = "N", defaultValue = "1", description = "Games at once (1).")
    private String envs;

    @Option(names = "--no-pipeline", order = 10, description = "Act and learn one after the other.")
    private boolean sequential;

    @Override
    public Integer call() throws IOException {
        double seconds = options.seconds();
        List<String> changes = new ArrayList<>(TrainingSpeed.settings(game));
        if (options.config().replay().capacity().transitions() > 0) {
            changes.add(TrainingSpeed.replay(transitions));
        }
        changes.add("environment.envs=" + envs);
        if (sequential) {
            changes.add("compute.pipeline=false");
        }
        RunConfig config = options.config(changes.toArray(String[]::new));
        EnvironmentFactory games = Games.of(game, Optional.empty());
        RunCheck.of(config, games);
        NetworkBackend backend = options.backend(config);
        try (TrainingRun run = new TrainingRun(config, games, backend, new MetricSinks(Map.of()))) {
            Spread speed = new TrainingSpeed(run).measure(config.replay().start(), seconds);
            Spread pauses = pauses(run, config.checkpoint());
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("game", game);
            document.put("backend", backend.name());
            document.put("precision", backend.precision());
            document.put("threads", backend.threads());
            document.put("pipeline", config.compute().pipeline());
            document.put("envs", config.environment().envs());
            document.put("agent_steps_per_s", speed.toMap());
            document.put("checkpoint_pause_ms", pauses.toMap());
            OptionalLong resident = ResidentMemory.byteCount();
            resident.ifPresent(bytes -> document.put("resident_mb", bytes / 1e6));
            options.print(
                    document,
                    run.online(),
                    speed.text("agent steps/s", 1) + ", a checkpoint's pause " + pauses.text("ms", 1)
                            + (resident.isPresent() ? ", " + resident.getAsLong() / 1_000_000 + " MB resident" : ""));
        }
        return 0;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("dqn-bench");
        } catch (IOException e) {
            throw new DqnException(
                    "No checkpoint can be written to " + System.getProperty("java.io.tmpdir") + " ("
                            + DurableFiles.reason(e) + "): make room, or set TMPDIR to another folder.",
                    e);
        }
    }

    /** How long the run stands still for a checkpoint, over and over. */
    private static Spread pauses(TrainingRun run, CheckpointConfig config) throws IOException {
        double[] rounds = new double[Spread.ROUNDS];
        Path directory = temporary();
        try (RunCheckpoints checkpoints =
                new RunCheckpoints(run, config, new ModelFile(), directory, Map.of(), System::nanoTime)) {
            for (int round = 0; round < Spread.ROUNDS; round++) {
                long start = System.nanoTime();
                checkpoints.begin();
                rounds[round] = (System.nanoTime() - start) / 1e6;
                checkpoints.finish();
            }
        } finally {
            PathUtils.deleteDirectory(directory);
        }
        return Spread.of(rounds);
    }
}
