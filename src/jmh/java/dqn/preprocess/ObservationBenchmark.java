package dqn.preprocess;

import dqn.core.FrameSpec;
import dqn.preprocess.ObservationConfig.AfterReset;
import dqn.preprocess.ObservationConfig.Before;
import dqn.preprocess.ObservationConfig.Color;
import dqn.preprocess.ObservationConfig.Pool;
import dqn.preprocess.ObservationConfig.PoolColor;
import dqn.preprocess.ObservationConfig.Resize;
import dqn.preprocess.ObservationConfig.Source;
import java.util.Optional;
import java.util.Random;
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
 * From the last two grey frames to an observation of 84x84: maximum and area resize, where so many of the 210 rows have
 * changed.
 *
 * <pre>mvn -q -Pjmh test-compile exec:exec -Djmh.args=ObservationBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ObservationBenchmark {
    private static final FrameSpec RAW = new FrameSpec(2, 210, 160, 1);
    private static final int PICTURES = 8;

    @Param({"0", "50", "210"})
    private int changedRows;

    private final byte[][] pictures = new byte[PICTURES][RAW.size()];
    private Preprocessor preprocessor;
    private int turn;

    /** Draws pictures that differ in both frames of the first rows. */
    @Setup(Level.Trial)
    public void setUp() {
        preprocessor = new Preprocessor(standard(), RAW);
        Random random = new Random(1);
        byte[] rows = new byte[changedRows * RAW.width()];
        for (byte[] picture : pictures) {
            for (int frame = 0; frame < RAW.frames(); frame++) {
                random.nextBytes(rows);
                System.arraycopy(rows, 0, picture, frame * RAW.frameSize(), rows.length);
            }
        }
    }

    private static ObservationConfig standard() {
        return new ObservationConfig(
                Source.SCREEN,
                Pool.FRAMES,
                PoolColor.GREY,
                Color.GREY,
                1,
                Optional.empty(),
                Optional.of(new Resize(84, 84, Resize.Method.AREA)),
                4,
                Before.BLANK,
                AfterReset.NEW,
                1 / 255.0);
    }

    /** One observation. */
    @Benchmark
    public byte[] observation() {
        turn = (turn + 1) % PICTURES;
        preprocessor.next(pictures[turn]);
        return preprocessor.frame();
    }
}
