package dqn.network;

import dqn.agent.Actor;
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
 * One action: from one stack of bytes to its index.
 *
 * <pre>mvn -q -Pjmh test-compile exec:exec -Djmh.args=ActBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ActBenchmark {
    @Param({"onednn-2", "onednn-1", "dl4j"})
    private String engine;

    @Param({"valid", "same"})
    private String padding;

    private QNetwork network;
    private Actor actor;
    private byte[] stack;

    /** Makes the network and a stack for it. */
    @Setup(Level.Trial)
    public void setUp() {
        NatureSetting setting = new NatureSetting(padding);
        network = Engines.of(engine).create(setting.network(), 1);
        actor = new Actor(network, setting.random(), 0);
        stack = new byte[setting.network().input().size()];
        setting.fill(stack);
    }

    /** Frees what lies outside the heap. */
    @TearDown(Level.Trial)
    public void tearDown() {
        network.close();
    }

    /** The choice. */
    @Benchmark
    public int act() {
        return actor.act(stack);
    }
}
