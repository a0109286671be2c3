package dqn.network.dl4j;

import dqn.agent.BatchUpdate;
import dqn.network.NatureSetting;
import dqn.network.QNetwork;
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
 * One update by DL4J with oneDNN's convolutions, which this program puts in, and with its own, the way DL4J comes.
 *
 * <pre>mvn -q -Pjmh test-compile exec:exec -Djmh.omp=2 -Djmh.args="ConvolutionBenchmark -p padding=valid"</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConvolutionBenchmark {
    @Param({"true", "false"})
    private boolean oneDnn;

    @Param({"valid", "same"})
    private String padding;

    private NatureSetting setting;
    private QNetwork online;
    private QNetwork target;
    private BatchUpdate update;

    /** Makes both networks and the batch. */
    @Setup(Level.Trial)
    public void setUp() {
        Nd4jRuntime.load();
        setting = new NatureSetting(padding);
        online = Dl4jQNetwork.forLearning(
                setting.network(),
                1,
                setting.agent().optimizer(),
                setting.agent().stepConfig(),
                oneDnn);
        target = Dl4jQNetwork.forInference(setting.network(), 1, oneDnn);
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
