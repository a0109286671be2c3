package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunNamesTest {
    private static final RunConfig CONFIG = new ConfigLoader().resolvePreset("dopamine", List.of());

    private static List<ReportedRun> runs(String... paths) {
        return Stream.of(paths)
                .map(path -> ReportedRun.follow(Path.of(path), CONFIG))
                .toList();
    }

    @Test
    void areAsLongAsSetsThemApart() {
        assertThat(RunNames.of(runs("/x/a/first", "/x/b/first", "/x/b/second")))
                .containsEntry(Path.of("/x/a/first"), "a/first")
                .containsEntry(Path.of("/x/b/first"), "b/first")
                .containsEntry(Path.of("/x/b/second"), "second");
    }

    /** Where link leads elsewhere, link/../first is another than first; nobody can tell by the names of folders. */
    @Test
    void comeToAnEndThoughALinkIsInTheWay() {
        assertThat(RunNames.of(runs("/x/link/../first", "/x/first")).values()).doesNotHaveDuplicates();
    }

    /** Written alike, but for where it begins. */
    @Test
    void tellARelativePathFromAnAbsoluteOne() {
        assertThat(RunNames.of(runs("runs/seed-1", "/runs/seed-1")).values()).doesNotHaveDuplicates();
    }
}
