package dqn.hostile;

import dqn.core.Checkpointable;
import dqn.env.EnvironmentFactory;
import dqn.metrics.CsvSink;
import dqn.metrics.MetricSink;
import dqn.metrics.MetricSinks;
import dqn.metrics.Opening;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkBackend;
import dqn.network.dl4j.ModelFile;
import dqn.training.ConfigLoader;
import dqn.training.RunCheckpoints;
import dqn.training.RunConfig;
import dqn.training.RunDirectory;
import dqn.training.RunManifest;
import dqn.training.StepObserver;
import dqn.training.TrainingRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small run on its way, with its states as they are saved; it can be put back to them and go on. */
final class Checkpointed implements AutoCloseable {
    /** Leaves the loop at a boundary. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final TrainingRun run;
    private final ModelSnapshot model;
    private final Map<String, byte[]> states = new LinkedHashMap<>();
    private final Map<Path, byte[]> tables = new HashMap<>();

    /** Begins a run in a directory that does not exist yet, and saves it there after so many steps. */
    Checkpointed(RunConfig config, EnvironmentFactory games, NetworkBackend backend, Path directory, long steps)
            throws IOException {
        new RunDirectory(directory)
                .create(
                        ConfigLoader.toYaml(config),
                        new RunManifest(
                                "2026-01-01T00:00:00Z",
                                "1",
                                "unknown",
                                "j",
                                "o",
                                "c",
                                2,
                                "b",
                                "p",
                                1,
                                1,
                                "r",
                                RunManifest.OWN));
        MetricSink sink = new MetricSinks(Map.of("csv", new CsvSink(directory, Opening.CREATE)));
        run = new TrainingRun(config, games, backend, sink);
        go(steps);
        try (RunCheckpoints checkpoints =
                new RunCheckpoints(run, config.checkpoint(), new ModelFile(), directory, Map.of(), () -> 0)) {
            checkpoints.save();
        }
        model = run.captureModel().get();
        for (Map.Entry<String, Checkpointable> part : run.parts().entrySet()) {
            ByteArrayOutputStream state = new ByteArrayOutputStream();
            part.getValue().save(new DataOutputStream(state));
            states.put(part.getKey(), state.toByteArray());
        }
        for (String table : List.of("metrics.csv", "episodes.csv", "evaluations.csv")) {
            tables.put(directory.resolve(table), Files.readAllBytes(directory.resolve(table)));
        }
        restore("loop", states.get("loop")); // what is not changed must be taken
        go(1);
    }

    /** The states of its parts, by their names. */
    Map<String, byte[]> states() {
        return states;
    }

    /** Puts everything back, but gives one part another state. */
    void restore(String part, byte[] state) throws IOException {
        for (Map.Entry<Path, byte[]> table : tables.entrySet()) {
            Files.write(table.getKey(), table.getValue()); // a forged length may have cut it
        }
        run.restore(model);
        for (Map.Entry<String, Checkpointable> each : run.parts().entrySet()) {
            if (!each.getKey().equals(part)) {
                load(each.getValue(), states.get(each.getKey()));
            }
        }
        loadForged(part, state);
    }

    /**
     * Every part is to refuse a forged state by an {@link IOException}; of tables and the replay any exception will do,
     * of which {@code Checkpoint.load} makes a sentence.
     */
    private void loadForged(String part, byte[] state) throws IOException {
        try {
            load(run.parts().get(part), state);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            if (part.equals("metrics") || part.equals("replay")) {
                throw new IOException("it is damaged", e);
            }
            throw e;
        }
    }

    private static void load(Checkpointable part, byte[] state) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
        part.load(in);
        if (in.read() >= 0) {
            throw new IOException("more was saved than was read");
        }
    }

    /** Goes on for at least so many agent steps. */
    void go(long steps) throws IOException {
        long end = run.counters().agentStepCount + steps;
        StepObserver observer = () -> {
            if (run.counters().agentStepCount >= end) {
                throw new Enough();
            }
        };
        try {
            run.train(List.of(observer));
        } catch (Enough e) {
            return;
        }
    }

    @Override
    public void close() {
        run.close();
    }
}
