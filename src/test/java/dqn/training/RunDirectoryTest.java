package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.checkpoint.RunLock;
import dqn.core.DqnException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    private static final RunManifest MANIFEST = SampleManifest.OF_NOTHING;

    @TempDir
    private Path temporary;

    @Test
    void beginsInAFolderThatIsNewEmptyOrOnlyLocked() throws Exception {
        RunDirectory fresh = new RunDirectory(temporary.resolve("a/b"));
        fresh.create("game: pong\n", MANIFEST);

        assertThat(fresh.config()).hasContent("game: pong\n");
        assertThat(fresh.readManifest()).contains(MANIFEST);

        RunDirectory locked = new RunDirectory(temporary.resolve("locked"));
        RunLock.acquire(locked.path()).close();
        locked.create("game: pong\n", MANIFEST);
        assertThat(locked.exists()).isTrue();
    }

    /** As it was written before the first weights were told. */
    @Test
    void readsAManifestThatDoesNotTellTheFirstWeights() throws Exception {
        RunDirectory run = new RunDirectory(temporary.resolve("run"));
        run.create("game: pong\n", MANIFEST.beginningWith(new float[] {1, 2}));
        assertThat(run.readManifest().orElseThrow().init()).matches("[0-9a-f]{8}");

        String old = MANIFEST.toJson().replaceFirst(",\\s*\"init\" : \"none\"", "");
        assertThat(old).doesNotContain("init");
        Files.writeString(run.path().resolve("manifest.json"), old);

        assertThat(run.readManifest()).contains(MANIFEST);
    }

    @Test
    void leavesARunAsItIs() {
        RunDirectory run = new RunDirectory(temporary.resolve("run"));
        run.create("game: pong\n", MANIFEST);

        assertThatThrownBy(() -> run.create("game: breakout\n", MANIFEST))
                .isInstanceOf(DqnException.class)
                .hasMessage(run.path() + " already holds a run: choose another --run, or go on with it by"
                        + " `dqn train --resume " + run.path() + "`.");
        assertThat(run.config()).hasContent("game: pong\n");
    }

    @Test
    void makesNoRunOutOfAFolderWithOtherFiles() throws Exception {
        Path metrics = Files.writeString(temporary.resolve("metrics.csv"), "mine");
        RunDirectory run = new RunDirectory(temporary);

        assertThatThrownBy(() -> run.create("game: pong\n", MANIFEST))
                .isInstanceOf(DqnException.class)
                .hasMessage(temporary + " holds other files already: choose another --run, or empty the folder.");
        assertThat(temporary.toFile().list()).containsExactly("metrics.csv");
        assertThat(metrics).hasContent("mine");
    }

    @Test
    void beginsWhereAProcessWasKilledWhenItBegan() throws Exception {
        RunDirectory run = new RunDirectory(temporary);
        RunLock.acquire(temporary).close();
        run.create("game: pong\n", MANIFEST);
        Files.delete(run.config());
        Files.writeString(temporary.resolve(".tmp-config.yaml"), "game: p");

        run.create("game: pong\n", MANIFEST);

        assertThat(run.config()).hasContent("game: pong\n");
        assertThat(temporary.toFile().list()).containsExactlyInAnyOrder("config.yaml", "manifest.json", RunLock.FILE);
    }

    @Test
    void leavesTheManifestOfSomethingElseAsItIs() throws Exception {
        Path manifest = Files.writeString(temporary.resolve("manifest.json"), "{\"name\": \"mine\"}");

        assertThatThrownBy(() -> new RunDirectory(temporary).create("game: pong\n", MANIFEST))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("holds other files already");
        assertThat(manifest).hasContent("{\"name\": \"mine\"}");
    }

    @Test
    void saysWhyAFolderCannotBeWritten() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> new RunDirectory(file.resolve("run")).create("game: pong\n", MANIFEST))
                .isInstanceOf(DqnException.class)
                .hasMessageStartingWith("The run directory " + file.resolve("run") + " cannot be written (")
                .hasMessageEndingWith("): choose another --run.");
    }
}
