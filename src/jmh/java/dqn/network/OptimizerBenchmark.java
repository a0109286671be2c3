package dqn.network;

import dqn.core.RandomStream;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of Adam over all parameters of the Nature network (1.7 million), in pieces that a core's first cache holds, as
 * the fast engine steps them, and in one piece, as the reference engine does.
 *
 * <pre>mvn -q -Pjmh test-compile exec:exec -Djmh.args=OptimizerBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OptimizerBenchmark {
    @Param({"4096", "whole"})
    private String piece;

    private Optimizer optimizer;
    private float[][] parameters;
    private float[][] gradient;

    /** Cuts the vectors and fills them. */
    @Setup(Level.Trial)
    public void setUp() {
        NatureSetting setting = new NatureSetting("valid");
        int count = Math.toIntExact(setting.network().parameterCount());
        int[] lengths = lengths(count, piece.equals("whole") ? count : Integer.parseInt(piece));
        optimizer = new Optimizer(setting.agent().optimizer(), StepConfig.PLAIN, lengths);
        parameters = draw(lengths, setting.random());
        gradient = draw(lengths, setting.random());
    }

    private static int[] lengths(int count, int piece) {
        int[] lengths = new int[(count + piece - 1) / piece];
        Arrays.fill(lengths, piece);
        lengths[lengths.length - 1] = count - (lengths.length - 1) * piece;
        return lengths;
    }

    private static float[][] draw(int[] lengths, RandomStream random) {
        float[][] pieces = new float[lengths.length][];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = new float[lengths[i]];
            for (int k = 0; k < lengths[i]; k++) {
                pieces[i][k] = (float) (random.nextDouble() - 0.5);
            }
        }
        return pieces;
    }

    /** The step. */
    @Benchmark
    public float[][] step() {
        optimizer.begin(0);
        for (int i = 0; i < parameters.length; i++) {
            optimizer.step(i, parameters[i], gradient[i]);
        }
        return parameters;
    }
}
