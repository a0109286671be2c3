package dqn.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepFolderTest {
    private static final RunConfig BASE = base();

    @TempDir
    private Path temporary;

    private SweepFolder folder;

    private static RunConfig base(String... sets) {
        return new ConfigLoader().resolvePreset("catch", List.of(sets));
    }

    @BeforeEach
    void begin() {
        folder = new SweepFolder(temporary.resolve("sweep"));
        folder.create();
        folder.begin(Plans.of(1, 1, 2, 500L), Map.of("catch", BASE));
    }

    @Test
    void readsWhatItWrote() {
        assertThat(folder.readPlan()).isEqualTo(Plans.of(1, 1, 2, 500L));
        assertThat(folder.standsOn(Map.of("catch", BASE))).isTrue();
        assertThat(folder.standsOn(Map.of("catch", base("agent.discount=0.9")))).isFalse();
    }

    @Test
    void isNewWhereNothingIsOrABeginningWasCutShort() throws Exception {
        new SweepFolder(temporary.resolve("nowhere")).requireNew();
        Files.delete(folder.path().resolve("plan.json"));
        assertOther(); // without the lock that a beginning takes first: a folder of somebody's own
        Files.createFile(folder.path().resolve("run.lock"));
        folder.requireNew();
        Files.createDirectory(folder.path().resolve("trials/0001"));
        assertOther(); // what is left of a sweep whose plan was removed
    }

    private void assertOther() {
        assertThatThrownBy(folder::requireNew)
                .isInstanceOf(DqnException.class)
                .hasMessage(folder.path() + " holds other files already: choose another --out, or empty the folder.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"WINDOW\" | null",
                "[ 500 ] | [ null ]",
                "[ 500 ] | null",
                "\"1\" ] | null ]",
                "\"agent.nStep\" : \"1\" | \"agent.nStep\" : null",
                "\"seeds\" : 1 | \"seeds\" : 0",
                "} ] | }, null ]",
            })
    void refusesADamagedPlan(String whole, String damaged) throws Exception {
        Path file = folder.path().resolve("plan.json");
        String plan = Files.readString(file);
        assertThat(plan).contains(whole);
        Files.writeString(file, plan.replace(whole, damaged));

        assertThatThrownBy(folder::readPlan)
                .isInstanceOf(DqnException.class)
                .hasMessageStartingWith(file + " is damaged, or was written by another version of dqn");
    }
}
