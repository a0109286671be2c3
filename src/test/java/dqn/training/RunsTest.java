package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
    @TempDir
    private Path temporary;

    /** What goes on after the name, as with the time of a start, and folders above it that are nearly there. */
    @Test
    void findsWhatWasMeant() throws Exception {
        Files.createDirectories(temporary.resolve("rgb-light/seed-1"));
        Files.createDirectories(temporary.resolve("pong-default-20260101-000000"));
        Path newest = Files.createDirectories(temporary.resolve("pong-default-20260102-000000"));

        assertThat(Runs.nearest(temporary.resolve("pong-default"))).contains(newest);
        assertThat(Runs.nearest(temporary.resolve("rgb-ligth/seed-1"))).contains(temporary.resolve("rgb-light/seed-1"));
        assertThat(Runs.nearest(temporary.resolve("rgb-ligth/seed-77"))).isEmpty();
        assertThat(Runs.nearest(temporary.resolve("breakout"))).isEmpty();
        assertThat(Runs.nearest(temporary.getRoot())).isEmpty();
    }

    @Test
    void whoeverNamesNoRunGetsAFolderOfItsOwn() throws Exception {
        Path runs = temporary.resolve("runs");
        RunDirectory first = Runs.claim(runs, "pong");
        RunDirectory second = Runs.claim(runs, "pong");
        assertThat(first.path()).isEqualTo(runs.resolve("pong"));
        assertThat(second.path()).isEqualTo(runs.resolve("pong-2"));

        first.create("game: pong\n", SampleManifest.OF_NOTHING);
        first.deleteIfEmpty();
        second.deleteIfEmpty();
        assertThat(first.exists()).isTrue();
        assertThat(second.path()).doesNotExist();
    }

    /** A link that leads nowhere, too: its disk may not be mounted. */
    @Test
    void saysThatRunsAreNoFolder() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("gone"));

        for (Path runs : List.of(file, link)) {
            assertThatThrownBy(() -> Runs.claim(runs, "pong"))
                    .isInstanceOf(DqnException.class)
                    .hasMessageStartingWith("The run directory " + runs + " cannot be written (")
                    .hasMessageEndingWith("): choose another --run.");
        }
    }
}
