package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.checkpoint.Checkpoint;
import dqn.checkpoint.CheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCheckpointsTest {
    @TempDir
    private Path directory;

    /** A run of luck alone, long enough that its best hundred games are long past. */
    @Test
    void keepsTheNewestThreeAndTheBest() throws IOException {
        RunConfig config = CatchRuns.few(
                "budget={agentSteps: 5_000}",
                "agent={update: {every: 5_000}, epsilon: {from: 1, to: 1}}",
                "checkpoint={everyFrames: 500, keep: 3}");
        try (RecordedRun run =
                RecordedRun.begin(config, CatchRuns.GAMES, directory).train()) {
            long best = bestFrameCount(run, 500);
            assertThat(best).isLessThan(4_000);
            assertThat(checkpoints()).containsExactlyInAnyOrder(best, 4_000L, 4_500L, 5_000L);
            assertThat(new CheckpointStore(directory).bestAgent().map(Checkpoint::directory))
                    .contains(directory.resolve("checkpoints/" + best));
            for (long frames : checkpoints()) {
                Path checkpoint = directory.resolve("checkpoints/" + frames);
                assertThat(checkpoint.resolve("model.zip")).isNotEmptyFile();
                assertThat(Files.exists(checkpoint.resolve("replay.bin"))).isEqualTo(frames >= 4_000);
            }
        }
    }

    /** As one by time, or at a stop. */
    @Test
    void oneInBetweenMovesNoneThatIsDueByFrames() throws IOException {
        RunConfig config = CatchRuns.few("budget={agentSteps: 1_600}", "checkpoint={everyFrames: 500, keep: 10}");
        RecordedRun.begin(config, CatchRuns.GAMES, directory)
                .stoppedAfter(700)
                .train()
                .close();
        RecordedRun.resume(config, CatchRuns.GAMES, directory).train().close();
        assertThat(checkpoints()).containsExactlyInAnyOrder(500L, 700L, 1_000L, 1_500L, 1_600L);
    }

    /** None is begun while the one before is being written; the first has come to the disk by step 300. */
    @Test
    void comesWheneverItsTimeIsOver() throws IOException {
        RunConfig config = CatchRuns.few("budget={agentSteps: 1_000}", "checkpoint={everyDuration: 5min, keep: 1_000}");
        RecordedRun run = RecordedRun.begin(config, CatchRuns.GAMES, directory).taking(Duration.ofSeconds(3));
        run.watchedBy(() -> {
                    while (run.run().counters().agentStepCount == 300
                            && !checkpoints().contains(100L)) {
                        LockSupport.parkNanos(1_000_000);
                    }
                })
                .train()
                .close();
        List<Long> saved = checkpoints().stream().sorted().toList();
        assertThat(saved).hasSizeGreaterThan(2).startsWith(100L).endsWith(1_000L);
        for (int i = 2; i < saved.size() - 1; i++) { // the last is that of the end
            assertThat(saved.get(i) - saved.get(i - 1)).isGreaterThanOrEqualTo(100);
        }
    }

    /** Where, at the times of the checkpoints, the mean of the last 100 games was the largest for the first time. */
    private static long bestFrameCount(RecordedRun run, long every) throws IOException {
        List<Double> scores = run.column("episodes.csv", "score").stream()
                .map(Double::valueOf)
                .toList();
        double best = Double.NEGATIVE_INFINITY;
        long bestFrames = 0;
        for (long frames = every; frames <= 5_000; frames += every) {
            int games = (int) (frames / 9);
            int random = 11; // games that ended before the replay had its first 100 transitions
            double mean = scores.subList(Math.max(0, games - 100), games).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            if (games - random >= 100 && mean > best) {
                best = mean;
                bestFrames = frames;
            }
        }
        return bestFrames;
    }

    private Set<Long> checkpoints() throws IOException {
        try (Stream<Path> entries = Files.list(directory.resolve("checkpoints"))) {
            return Set.copyOf(entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .map(Long::valueOf)
                    .toList());
        }
    }
}
