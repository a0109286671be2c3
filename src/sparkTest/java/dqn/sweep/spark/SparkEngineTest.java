package dqn.sweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.checkpoint.RunLock;
import dqn.core.DqnException;
import dqn.sweep.Engine;
import dqn.sweep.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In this process, with a real training. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SparkEngineTest {
    @TempDir
    private Path temporary;

    /** A trial builds nothing; in a new checkout nobody has yet. */
    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Process launcher = new ProcessBuilder(SparkSweepTest.HOME.resolve("dqn").toString(), "--version").start();
        assertThat(launcher.waitFor()).isZero();
    }

    private Work training(Path run) {
        List<String> begin = List.of(
                SparkSweepTest.HOME.resolve("dqn").toString(),
                "train",
                "--game",
                "catch",
                "--set",
                "budget.frames=1_000_000_000",
                "--run",
                run.toString());
        return new Work(
                run.toString(), temporary.resolve("log").toString(), 1, begin, List.of("false"), List.of(), "unused");
    }

    /** Two, so that it has begun to play. */
    private static void awaitEpisodes(Path run) throws Exception {
        Path episodes = run.resolve("episodes.csv");
        while (Files.notExists(episodes) || Files.readAllLines(episodes).size() < 3) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Refused here for want of slots, as on a cluster for want of cores; a process may have one Spark at a time. */
    @Test
    void closesASparkOnWhichNothingCanRun() {
        assertThatThrownBy(() -> new SparkProvider().connect("local[1]", "127.0.0.1", 1, 0))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("No machine of local[1] offers 1 cores");

        try (Engine engine = new SparkProvider().connect("local[1]", "127.0.0.1", 1, 1)) {
            assertThat(engine.slots()).isEqualTo(1);
        }
    }

    @Test
    void waitsUntilTheTrainingHasSavedItselfThoughItIsInterruptedTwice() throws Exception {
        Path run = temporary.resolve("run");
        try (Engine engine = new SparkProvider().connect("local[1]", "127.0.0.1", 1, 1)) {
            FutureTask<Boolean> freeAtTheEnd = new FutureTask<>(() -> {
                assertThatThrownBy(() -> engine.carryOut(training(run))).isInstanceOf(InterruptedException.class);
                return RunLock.isFree(run);
            });
            Thread worker = new Thread(freeAtTheEnd);
            worker.start();
            awaitEpisodes(run);

            worker.interrupt();
            TimeUnit.MILLISECONDS.sleep(100);
            worker.interrupt();

            assertThat(freeAtTheEnd.get()).isTrue();
            assertThat(temporary.resolve("log")).content().contains("Stopped and saved");
        }
    }
}
