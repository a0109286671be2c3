package dqn.sweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in a process of its own, on a Spark that has two threads of it. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SparkSweepTest {
    static final Path HOME =
            Path.of(System.getProperty("dqn.home")).toAbsolutePath().normalize();
    private static final String[] ON_SPARK = {"--engine", "spark", "--master", "local[2]"};

    @TempDir
    private Path temporary;

    /** Stands in for what trains: a run whose score is its seed. */
    private Path stub;

    @BeforeEach
    void writeStub() throws IOException {
        stub = Files.writeString(temporary.resolve("stub"), """
                #!/bin/sh
                while [ $# -gt 0 ]; do
                    case $1 in
                        --run | --resume) run=$2 ;;
                        --seed) seed=$2 ;;
                    esac
                    shift
                done
                mkdir -p "$run"; touch "$run/config.yaml"
                if [ "$seed" = 99 ]; then
                    trap 'touch "$run/saved"; exit 143' TERM
                    touch "$run/runs"
                    while :; do sleep 0.05; done
                fi
                [ "$seed" != 3 ] || [ -e "$run/failed" ] || { touch "$run/failed"; exit 1; }
                printf 'frame_count,agent_step_count,score\\n500,500,%s\\n' "${seed:-3}" > "$run/episodes.csv"
                printf 'frame_count,agent_step_count\\n500,500\\n' > "$run/metrics.csv"
                """);
        assertThat(stub.toFile().setExecutable(true)).isTrue();
    }

    private Process sweep(String out, String seeds, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Ddqn.home=" + HOME,
                "-cp",
                HOME.resolve("target/dqn-0.1.0.jar") + ":" + HOME.resolve("target/lib") + "/*",
                "dqn.cli.Main",
                "sweep",
                "--launcher",
                stub.toString(),
                "--games",
                "catch",
                "--seeds",
                seeds,
                "--frames",
                "500",
                "--out",
                temporary.resolve(out).toString()));
        command.addAll(Arrays.asList(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve(out + ".log").toFile())
                .start();
    }

    @Test
    void comesToTheSameResultsAsWithoutSpark() throws Exception {
        assertThat(sweep("local", "1..5").waitFor()).isZero();
        Process spark = sweep("spark", "1..5", ON_SPARK);

        assertThat(spark.waitFor())
                .as(Files.readString(temporary.resolve("spark.log")))
                .isZero();

        assertThat(temporary.resolve("spark/results.csv"))
                .hasSameTextualContentAs(temporary.resolve("local/results.csv"))
                .content()
                .hasLineCount(6);
        assertThat(temporary.resolve("spark.log"))
                .content()
                .contains("(on local[2], 2 at once)", "Trial 3 (catch, seed 3) failed, and is tried once more");
    }

    @Test
    void waitsAtASignalUntilItsTrialsHaveSavedThemselves() throws Exception {
        Process spark = sweep("spark", "99", ON_SPARK);
        Path run = temporary.resolve("spark/trials/0001");
        while (Files.notExists(run.resolve("runs")) && spark.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }

        spark.destroy();

        assertThat(spark.waitFor())
                .as(Files.readString(temporary.resolve("spark.log")))
                .isEqualTo(143);
        assertThat(run.resolve("saved")).exists();
    }
}
