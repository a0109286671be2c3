package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/reproduce} over a program that trains and plays nothing: of seed n the games score n, n + 10 and n + 20. */
class ReproduceScriptTest {
    private static final String PROGRAM = """
            #!/usr/bin/env bash
            set -e
            if [ "$1" = train ]; then
                mkdir -p "$7/checkpoints/4"
                echo "$5" >"$7/config.yaml"
                printf 'episode_count,score\\n1,7\\n2,8\\n' >"$7/episodes.csv"
            else
                seed=$(cat "$3/../../config.yaml")
                echo "{\\"scores\\": [$seed, $((seed + 10)), $((seed + 20))]}"
            fi
            """;

    @TempDir
    private Path temporary;

    private int exitCode;

    private String reproduce(String... arguments) throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/bin/bash")), "no bash here");
        Path script = Files.createDirectories(temporary.resolve("scripts")).resolve("reproduce");
        Files.copy(Path.of("scripts/reproduce"), script, StandardCopyOption.REPLACE_EXISTING);
        assertThat(Files.writeString(temporary.resolve("dqn"), PROGRAM).toFile().setExecutable(true))
                .isTrue();
        List<String> command = new ArrayList<>(List.of(
                "bash",
                script.toString(),
                "rgb-light",
                "--out",
                temporary.resolve("out").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Process process = builder.start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        exitCode = process.waitFor();
        return told;
    }

    @AfterEach
    void succeeded() {
        assertThat(exitCode).isZero();
    }

    /** What is finished would be told as the result of options that it never had. */
    @Test
    void refusesOtherOptionsWhereRunsAre() throws Exception {
        reproduce("--seeds", "1", "--episodes", "5");
        assertThat(reproduce("--seeds", "1"))
                .isEqualTo("reproduce: " + temporary.resolve("out")
                        + " holds runs of \"rgb-light --episodes 5\": choose another --out, or remove it.\n");
        assertThat(exitCode).isEqualTo(2);
        assertThat(reproduce("--seeds", "2", "--episodes", "5")).contains("mean of 2 seeds");
    }

    /** Of scores 1, 11 and 21: 4.303 * 10 / sqrt(3) = 24.84; of means 11, 12 and 13: 4.303 / sqrt(3) = 2.48. */
    @Test
    void tellsMeansWithTheirIntervals() throws Exception {
        assertThat(reproduce("--seeds", "3")).isEqualTo("""
                seed 1: 11.0 (95 % confidence -13.8 to 35.8), standard deviation 10.0 over 3 games, 7.5 over 2 games in training
                seed 2: 12.0 (95 % confidence -12.8 to 36.8), standard deviation 10.0 over 3 games, 7.5 over 2 games in training
                seed 3: 13.0 (95 % confidence -11.8 to 37.8), standard deviation 10.0 over 3 games, 7.5 over 2 games in training
                mean of 3 seeds 12.0 (95 % confidence 9.5 to 14.5), standard deviation 1.0
                """);
        assertThat(temporary.resolve("out/scores.csv")).content().startsWith("seed,phase,game,score\n1,training,1,7\n");
    }

    /** Their means are 1 to 23 and 10 more: 2.074 * 6.782 / sqrt(23) = 2.93. */
    @Test
    void manySeedsHaveNearlyTheNormalDistribution() throws Exception {
        assertThat(reproduce("--seeds", "23"))
                .endsWith("mean of 23 seeds 22.0 (95 % confidence 19.1 to 24.9), standard deviation 6.8\n");
    }

    @Test
    void oneSeedHasNone() throws Exception {
        assertThat(reproduce("--seeds", "1")).endsWith("mean of 1 seed 11.0\n");
    }
}
