package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.checkpoint.CheckpointStore;
import dqn.core.DqnException;
import dqn.core.FailingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that fails while a run is saved costs nothing but that checkpoint. */
class FailingDiskTest {
    private static final int SAVED = 1_000;
    private static final int FAILING = 1_100;

    @TempDir
    private Path temporary;

    private final FailingDisk disk = new FailingDisk();
    private Path saved;

    /** Frames that are large enough for blocks, and a memory that is small enough to forget some. */
    private static RunConfig config(String... changes) {
        Stream<String> few =
                Stream.of("replay={capacity: 800, compression: false}", "checkpoint.keep=2", "compute.pipeline=true");
        return CatchRuns.few(
                "budget={agentSteps: 1_500}",
                Stream.concat(few, Stream.of(changes)).toArray(String[]::new));
    }

    @BeforeEach
    void saveARun() throws IOException {
        saved = temporary.resolve("saved");
        begin(saved, config()).stoppedAfter(SAVED).train().close();
    }

    private static RecordedRun begin(Path folder, RunConfig config) throws IOException {
        return RecordedRun.begin(config, CatchRuns.GAMES, folder);
    }

    private static RecordedRun resume(Path folder) throws IOException {
        return RecordedRun.resume(config(), CatchRuns.GAMES, folder);
    }

    private RecordedRun whole() throws IOException {
        return begin(temporary.resolve("whole"), config()).train();
    }

    /** Goes on, and saves on a disk whose changes {@code [first, end)} fail; tells how many changes there were. */
    private int saveOnFailingDisk(Path folder, int first, int end) throws IOException {
        PathUtils.copyDirectory(saved, folder);
        RecordedRun run = resume(disk.on(folder)).stoppedAfter(FAILING);
        disk.fail(first, end);
        try {
            run.train();
        } catch (DqnException e) {
            assertThat(e).hasMessageContaining("(No space left on device)");
        }
        int changes = disk.mend();
        run.close();
        return changes;
    }

    /** Once only, or from then on. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whicheverWriteFailsTheRunGoesOnFromAWholeCheckpoint(boolean once) throws IOException {
        int changes = saveOnFailingDisk(temporary.resolve("counted"), Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertThat(changes).isBetween(40, 200);
        assertThat(names(saved.resolve("checkpoints/blocks"))).isNotEmpty();
        try (RecordedRun whole = whole()) {
            for (int n = 0; n < changes; n++) {
                Path folder = temporary.resolve("run" + n);
                saveOnFailingDisk(folder, n, once ? n + 1 : Integer.MAX_VALUE);
                assertThat(new CheckpointStore(folder)
                                .newest()
                                .orElseThrow()
                                .manifest()
                                .frameCount())
                        .isBetween((long) SAVED, FAILING + 10L);
                try (RecordedRun resumed = resume(folder).train()) {
                    resumed.assertSameAs(whole);
                }
                assertTidy(folder);
            }
        }
    }

    private static void assertTidy(Path run) throws IOException {
        assertThat(names(run.resolve("checkpoints")))
                .contains("1500", "blocks")
                .hasSizeBetween(3, 4) // one more, and the best
                .noneMatch(name -> name.startsWith("."));
        assertThat(names(run.resolve("checkpoints/blocks"))).noneMatch(name -> name.startsWith("."));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aRunThatCannotBeSavedGoesOnUntilItCan() throws IOException {
        Path folder = temporary.resolve("run");
        try (RecordedRun whole = whole();
                RecordedRun run = begin(disk.on(folder), config("checkpoint.everyFrames=100", "checkpoint.keep=20"))) {
            run.watchedBy(() -> {
                        if (run.run().counters().agentStepCount == 520) {
                            disk.fail(0, Integer.MAX_VALUE);
                        } else if (run.run().counters().agentStepCount == 1_290) {
                            disk.mend();
                        }
                    })
                    .train();
            run.assertSameAs(whole);
        }
        assertThat(names(folder.resolve("checkpoints")))
                .contains("100", "200", "300", "400", "1300", "1400", "1500", "blocks") // 500 may be just being written
                .doesNotContain("600", "700", "800", "900", "1000", "1100", "1200");
    }

    /** Also where it is due and being written when the run has come to its end. */
    @ParameterizedTest
    @CsvSource({"none, 1050", "100, 1450"})
    void anEndThatCannotBeSavedIsAnError(String everyFrames, long failing) throws IOException {
        Path folder = temporary.resolve("run");
        try (RecordedRun run = begin(disk.on(folder), config("checkpoint.everyFrames=" + everyFrames))) {
            run.watchedBy(() -> {
                if (run.run().counters().agentStepCount == failing) {
                    disk.fail(0, Integer.MAX_VALUE);
                }
            });
            assertThatThrownBy(run::train)
                    .isInstanceOf(DqnException.class)
                    .hasMessageContaining("1500 could not be written (No space left on device)");
            disk.mend();
        }
    }
}
