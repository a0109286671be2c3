package dqn.live;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.report.ReportRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedRunsTest {
    private static final Instant NOW = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private static WatchedRuns watch(Path... paths) {
        return new WatchedRuns(List.of(paths), InstantSource.fixed(NOW));
    }

    private static List<Object> names(WatchedRuns runs) {
        return runs.table().stream().map(run -> run.get("name")).toList();
    }

    private Path write(String run, String... sets) throws IOException {
        return ReportRuns.write(
                folder.resolve(run),
                0,
                Stream.concat(Stream.of("game=pong"), Stream.of(sets)).toArray(String[]::new));
    }

    @SuppressWarnings("unchecked")
    private static List<String> curves(WatchedRuns runs) {
        List<Map<String, Object>> groups =
                (List<Map<String, Object>>) runs.curves().get("groups");
        return groups.stream()
                .flatMap(group -> ((List<Map<String, Object>>) group.get("series")).stream())
                .flatMap(series -> ((List<Map<String, Object>>) series.get("runs")).stream())
                .map(run -> run.get("name") + " to " + ((Number) run.get("frames")).intValue())
                .toList();
    }

    /** Of each trial, also of those whose curves are not drawn. */
    @Test
    void tellsWhatSetsTheTrialsOfASweepApart() throws IOException {
        for (int trial = 1; trial <= 40; trial++) {
            write("search/trials/" + String.format("%04d", trial), "agent.nStep=" + (trial + 1) / 2, "seed=" + trial);
        }
        write("alone");
        WatchedRuns runs = watch(folder);
        runs.refresh();

        assertThat(runs.table())
                .hasSize(41)
                .allSatisfy(run -> assertThat(run.get("settings"))
                        .isEqualTo(
                                run.get("name").equals("alone")
                                        ? null
                                        : "nStep=" + (Integer.parseInt((String) run.get("name")) + 1) / 2));
    }

    @Test
    void takesUpWhatBeginsAndDropsWhatGoes() throws IOException {
        WatchedRuns runs = watch(folder);
        assertThat(runs.refresh()).isFalse();
        assertThat(names(runs)).isEmpty();
        write("a");
        assertThat(runs.refresh()).isTrue();
        assertThat(runs.refresh()).isFalse();
        Path deep = write("search/trials/0001");
        assertThat(runs.refresh()).isTrue();
        assertThat(names(runs)).containsExactly("a", "0001");
        PathUtils.deleteDirectory(deep);
        assertThat(runs.refresh()).isTrue();
        assertThat(names(runs)).containsExactly("a");
        assertThat(runs.isComplete()).isTrue();
    }

    @Test
    void hasARunOnceThatALinkLeadsToAsWell() throws IOException {
        Path run = write("a");
        Files.createSymbolicLink(folder.resolve("latest"), run);
        WatchedRuns runs = watch(folder, run);
        runs.refresh();
        assertThat(names(runs)).containsExactly("a");
    }

    @Test
    void aPathThatGoesKeepsNobodyFromSeeingTheOthers() throws IOException {
        Path a = write("a");
        Path b = write("b");
        WatchedRuns runs = watch(a, b);
        runs.refresh();
        assertThat(curves(runs)).containsExactly("a to 80000", "b to 80000");
        PathUtils.deleteDirectory(a);
        Files.writeString(b.resolve("episodes.csv"), "25000,50\n", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(b.resolve("episodes.csv"), FileTime.from(NOW.minusSeconds(1)));
        assertThat(runs.refresh()).isTrue();
        assertThat(runs.isComplete()).isFalse();
        assertThat(names(runs)).containsExactly("a", "b");
        assertThat(curves(runs)).containsExactly("a to 0", "b to 100000");
        write("a");
        runs.refresh();
        assertThat(runs.isComplete()).isTrue();
        assertThat(curves(runs)).containsExactly("a to 80000", "b to 100000");
    }

    @Test
    void leavesOutARunWhoseConfigurationIsBroken() throws IOException {
        write("a");
        Path broken = write("broken").resolve("config.yaml");
        String good = Files.readString(broken);
        Files.writeString(broken, "game: [");
        WatchedRuns runs = watch(folder);
        runs.refresh();
        assertThat(names(runs)).containsExactly("a");
        assertThat(runs.isComplete()).isFalse();
        Files.writeString(broken, good);
        assertThat(runs.refresh()).isTrue();
        assertThat(names(runs)).containsExactly("a", "broken");
        assertThat(runs.isComplete()).isTrue();
    }

    @Test
    void aRunThatIsMadeLongerHasItsNewLength() throws IOException {
        Path run = write("a", "budget={agentSteps: 30_000}");
        WatchedRuns runs = watch(run);
        runs.refresh();
        assertThat(runs.table().get(0)).containsEntry("total", 30_000L);
        write("a", "budget={agentSteps: 40_000}");
        Files.setLastModifiedTime(run.resolve("config.yaml"), FileTime.from(NOW));
        assertThat(runs.refresh()).isTrue();
        assertThat(runs.table().get(0)).containsEntry("total", 40_000L);
    }

    @Test
    void drawsThoseThatMovedLastAndReadsTheOthersAgain() throws IOException {
        for (int i = 100; i < 100 + 4 * WatchedRuns.MOST_CURVES; i++) {
            Path run = write("run" + i);
            try (Stream<Path> files = Files.list(run)) {
                for (Path file : files.toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(i)));
                }
            }
        }
        WatchedRuns runs = watch(folder);
        runs.refresh();
        assertThat(names(runs)).hasSize(4 * WatchedRuns.MOST_CURVES);
        assertThat(curves(runs)).hasSize(WatchedRuns.MOST_CURVES).contains("run227 to 80000");
        assertThat(runs.curves()).containsEntry("leftOut", 3 * WatchedRuns.MOST_CURVES);
        Path first = folder.resolve("run100/train.log");
        Files.writeString(first, "INFO");
        Files.setLastModifiedTime(first, FileTime.from(NOW.plusSeconds(1_000)));
        assertThat(runs.refresh()).isTrue();
        assertThat(curves(runs)).contains("run100 to 80000");
    }

    @Test
    void namesThatRepeatAreSetApartByTheFoldersAbove() throws IOException {
        write("search/trials/0001", "agent.discount=0.9");
        write("steps/trials/0001");
        write("steps/trials/0002");
        write("other/rgb/seed-1");
        WatchedRuns runs = watch(folder);
        runs.refresh();
        assertThat(names(runs)).containsExactly("rgb/seed-1", "search/trials/0001", "steps/trials/0001", "0002");
        assertThat(curves(runs))
                .containsExactlyInAnyOrder(
                        "rgb/seed-1 to 80000",
                        "search/trials/0001 to 80000",
                        "steps/trials/0001 to 80000",
                        "0002 to 80000");
    }
}
