package dqn.network;

import dqn.agent.BatchUpdate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One update: target forward, online forward, loss, backward, optimiser, from 64 stacks of bytes to new weights in use.
 *
 * <pre>mvn -q -Pjmh test-compile exec:exec -Djmh.args="UpdateBenchmark -p padding=valid"</pre>
 *
 * <p>OneDNN's threads are its own. DL4J's are OpenMP's, of which there is one unless {@code -Djmh.omp=2} says otherwise;
 * measure DL4J alone then ({@code -p engine=dl4j}).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class UpdateBenchmark {
    @Param({"onednn-2", "onednn-1", "dl4j"})
    private String engine;

    @Param({"valid", "same"})
    private String padding;

    private NatureSetting setting;
    private QNetwork online;
    private QNetwork target;
    private BatchUpdate update;

    /** Makes both networks and the batch. */
    @Setup(Level.Trial)
    public void setUp() {
        setting = new NatureSetting(padding);
        NetworkBackend backend = Engines.of(engine);
        online = backend.create(
                setting.network(),
                1,
                setting.agent().optimizer(),
                setting.agent().stepConfig());
        target = backend.create(setting.network(), 1);
        update = new BatchUpdate(setting.agent(), online, target, (batch, from, to) -> {});
        setting.fill(update.batch());
    }

    /** Frees what lies outside the heap. */
    @TearDown(Level.Trial)
    public void tearDown() {
        online.close();
        target.close();
    }

    /** The update, and the loss so that nothing of it is optimised away. */
    @Benchmark
    public double update() {
        setting.learn(update);
        return update.loss();
    }
}
