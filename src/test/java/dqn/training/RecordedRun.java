package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.checkpoint.Checkpoint;
import dqn.checkpoint.CheckpointStore;
import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.env.EnvironmentFactory;
import dqn.metrics.CsvSink;
import dqn.metrics.MetricSinks;
import dqn.metrics.Opening;
import dqn.metrics.TensorBoardFile;
import dqn.metrics.TensorBoardSink;
import dqn.network.NetworkBackend;
import dqn.network.dl4j.Dl4jBackend;
import dqn.network.dl4j.ModelFile;
import dqn.network.onednn.OneDnnBackend;
import dqn.replay.ReplayBuffer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A run with its tables and checkpoints in a directory, wired as the command line does it, without its clock. Where acting
 * overlaps learning it has two threads that do so.
 */
final class RecordedRun implements AutoCloseable {
    private static final NetworkBackend REFERENCE = new Dl4jBackend();
    private static final NetworkBackend OVERLAPPING = new OneDnnBackend(2);

    private final RunConfig config;
    private final Path directory;
    private final TrainingRun run;
    private final List<StepObserver> observers = new ArrayList<>();
    private LongSupplier nanoClock = () -> 0;

    private RecordedRun(RunConfig config, EnvironmentFactory games, Path directory, Opening opening) {
        this.config = config;
        this.directory = directory;
        MetricSinks sinks = new MetricSinks(Map.of(
                "csv",
                new CsvSink(directory, opening),
                "tensorboard",
                new TensorBoardSink(
                        directory,
                        opening,
                        InstantSource.fixed(Instant.EPOCH),
                        () -> 0,
                        Optional.of("Catch"),
                        Map.of("run/configuration", "catch"))));
        run = new TrainingRun(config, games, config.compute().pipeline() ? OVERLAPPING : REFERENCE, sinks);
    }

    /** A run of its own in a directory that it makes. */
    static RecordedRun begin(RunConfig config, EnvironmentFactory games, Path directory) throws IOException {
        Files.createDirectories(directory);
        return new RecordedRun(config, games, directory, Opening.CREATE);
    }

    /** The run of this directory, where its newest checkpoint left it. */
    static RecordedRun resume(RunConfig config, EnvironmentFactory games, Path directory) throws IOException {
        Checkpoint newest = new CheckpointStore(directory).newest().orElseThrow();
        RecordedRun resumed = new RecordedRun(config, games, directory, Opening.RESUME);
        resumed.run.restore(new ModelFile().read(newest.path(RunCheckpoints.MODEL)));
        newest.load(resumed.run.parts());
        return resumed;
    }

    /** Has somebody watch the steps. */
    RecordedRun watchedBy(StepObserver observer) {
        observers.add(observer);
        return this;
    }

    /** Has so much time go by with each agent step. */
    RecordedRun taking(Duration perAgentStep) {
        nanoClock = () -> run.counters().agentStepCount * perAgentStep.toNanos();
        return this;
    }

    /** Stops as a signal would, after so many agent steps of the whole run. */
    RecordedRun stoppedAfter(long agentSteps) {
        return watchedBy(() -> {
            if (run.counters().agentStepCount >= agentSteps) {
                run.loop().requestStop();
            }
        });
    }

    /** Runs to the end or the stop, and saves. */
    RecordedRun train() throws IOException {
        try (RunCheckpoints checkpoints =
                new RunCheckpoints(run, config.checkpoint(), new ModelFile(), directory, Map.of(), nanoClock)) {
            observers.add(checkpoints);
            run.train(observers);
            checkpoints.finish();
            run.conclude();
            return this;
        }
    }

    TrainingRun run() {
        return run;
    }

    ReplayBuffer replay() {
        return (ReplayBuffer) run.parts().get("replay");
    }

    /** Everything in the replay, in some order; without replacement, a batch of all is all. */
    TransitionBatch wholeReplay() {
        ObservationSpec stack = run.online().spec().input();
        TransitionBatch all = new TransitionBatch((int) replay().size(), stack);
        replay().draw(new RandomStream(1, "all"), 1, all);
        replay().read(all, 0, all.size());
        return all;
    }

    float[] weights() {
        return run.captureModel().get().parameters();
    }

    /** The saved state of one part. */
    byte[] state(String part) throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        run.parts().get(part).save(new DataOutputStream(state));
        return state.toByteArray();
    }

    /** That all came out the same, to the bit. */
    void assertSameAs(RecordedRun other) throws IOException {
        assertThat(weights()).isEqualTo(other.weights());
        for (String table : List.of("metrics.csv", "episodes.csv")) {
            assertThat(table(table)).as(table).isEqualTo(other.table(table));
        }
        assertThat(events()).isEqualTo(other.events()).hasSizeGreaterThan(1);
        for (String part : List.of("loop", "target", "environment", "replay")) {
            assertThat(state(part)).as(part).isEqualTo(other.state(part));
        }
    }

    /** TensorBoard's, but for evaluations, without which a run is the same. */
    private List<TensorBoardFile.Value> events() throws IOException {
        return TensorBoardFile.read(directory.resolve("events.out.tfevents.dqn")).stream()
                .filter(value -> !value.tag().startsWith("evaluation/"))
                .toList();
    }

    String table(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    /** One column of a table. */
    List<String> column(String name, String header) throws IOException {
        List<String> lines = table(name).lines().toList();
        int column = List.of(lines.get(0).split(",")).indexOf(header);
        return lines.stream().skip(1).map(line -> line.split(",", -1)[column]).toList();
    }

    @Override
    public void close() {
        run.close();
    }
}
