package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreSampleTest {
    @TempDir
    private Path folder;

    private List<ScoreSample> samples() {
        RunFinder finder = new RunFinder();
        finder.add(folder);
        RunGroup group = RunGroup.of(finder.runs(), finder.results()).get(0);
        return ScoreSample.of(group, new SeriesLabels(group).labels(RunNames.of(group.runs())));
    }

    /** Game n scores n. */
    private void run(String name, int games, String... sets) throws IOException {
        ReportRuns.write(folder.resolve(name), 0, sets);
        StringBuilder episodes = new StringBuilder("agent_step_count,score\n");
        for (int n = 1; n <= games; n++) {
            episodes.append(10 * n).append(',').append(n).append('\n');
        }
        Files.writeString(folder.resolve(name).resolve("episodes.csv"), episodes);
    }

    @Test
    void firstAndLastGamesOfARunAreOthers() throws IOException {
        run("a", 130, "game=pong");
        List<ScoreSample> samples = samples();
        assertThat(samples)
                .extracting(ScoreSample::label)
                .containsExactly("a: first 30 games of training", "a: last 100 games of training");
        assertThat(samples.get(0).scores()).hasSize(30).endsWith(30);
        assertThat(samples.get(1).scores()).hasSize(100).startsWith(31);
    }

    @Test
    void aRunOfManyGamesHasAHundredFirstOnes() throws IOException {
        run("a", 500, "game=pong");
        assertThat(samples()).extracting(ScoreSample::label).contains("a: first 100 games of training");
        assertThat(samples().get(0).scores()).endsWith(100);
    }

    /** As of a run that ends after 30 games, whose epsilon need not have begun at 1. */
    @Test
    void aShortRunHasOnlyLastGames() throws IOException {
        run("a", 30, "game=pong");
        assertThat(samples()).singleElement().satisfies(sample -> {
            assertThat(sample.label()).isEqualTo("a: last 30 games of training");
            assertThat(sample.scores()).hasSize(30);
        });
    }

    @Test
    void severalSeedsAreOneSample() throws IOException {
        run("a-s1", 30, "game=pong", "seed=1");
        run("a-s2", 1, "game=pong", "seed=2");
        run("a-s3", 0, "game=pong", "seed=3");
        assertThat(samples()).singleElement().satisfies(sample -> {
            assertThat(sample.label()).isEqualTo("a (3 seeds): last 1 to 30 games of each training");
            assertThat(sample.games()).hasSize(2);
        });
    }

    @Test
    void evaluationsStandBesideTraining() throws IOException {
        run("a", 30, "game=pong");
        ReportRuns.writeResult(folder.resolve("fire.json"), "pong", "constant:FIRE", 0.25, "-20, -21, -19");
        ReportRuns.writeResult(folder.resolve("random.json"), "pong", "random", 0.25, "-20, -21");
        List<ScoreSample> samples = samples();
        assertThat(samples)
                .extracting(ScoreSample::label)
                .containsExactly(
                        "a: last 30 games of training", "constant:FIRE, epsilon 1.0: mean -20.0", "random: mean -20.5");
        assertThat(samples)
                .extracting(ScoreSample::colour)
                .containsExactly(OptionalInt.of(0), OptionalInt.of(1), OptionalInt.empty());
    }
}
