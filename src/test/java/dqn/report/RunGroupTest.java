package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.training.SampleManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunGroupTest {
    @TempDir
    private Path folder;

    private List<RunGroup> groups() {
        RunFinder finder = new RunFinder();
        finder.add(folder);
        return RunGroup.of(finder.runs(), finder.results());
    }

    private void run(String name, String... sets) throws IOException {
        ReportRuns.write(folder.resolve(name), 0, sets);
    }

    private static List<String> labels(RunGroup group) {
        return new SeriesLabels(group).labels(RunNames.of(group.runs()));
    }

    @Test
    void averagesOnlyWhatDiffersInTheSeed() throws IOException {
        run("a-s1", "game=pong", "seed=1");
        run("a-s2", "game=pong", "seed=2");
        run("b", "game=pong", "seed=1", "agent.nStep=3", "agent.munchausen={alpha: 0.9, temperature: 0.03, clip: -1}");
        RunGroup group = groups().get(0);
        assertThat(labels(group)).containsExactly("a (2 seeds)", "b");
        assertThat(group.differing())
                .containsExactly(
                        "agent.nStep",
                        "agent.munchausen.alpha",
                        "agent.munchausen.temperature",
                        "agent.munchausen.clip");
    }

    /** What goes on from another's weights is no second seed of what begins from nothing. */
    @Test
    void keepsApartWhatBeganWithWeightsOfAnother() throws IOException {
        run("a-s1", "game=pong", "seed=1");
        run("a-s2", "game=pong", "seed=2");
        Files.writeString(
                folder.resolve("a-s2/manifest.json"),
                SampleManifest.OF_NOTHING.beginningWith(new float[] {1}).toJson());
        RunGroup group = groups().get(0);
        assertThat(group.series()).hasSize(2);
        assertThat(group.differing()).containsExactly("init");
        assertThat(group.runs())
                .extracting(run ->
                        PublishedProtocol.of(Published.load(), run.settings()).applies())
                .containsExactly(true, false);
    }

    /** What `dqn sweep` leaves: numbered runs below its folder. */
    @Test
    void namesTheTrialsOfASweepByWhatSetsThemApart() throws IOException {
        run("trials/0001", "game=pong", "seed=1", "agent.nStep=1", "agent.discount=0.9");
        run("trials/0002", "game=pong", "seed=2", "agent.nStep=1", "agent.discount=0.9");
        run("trials/0003", "game=pong", "seed=1", "agent.nStep=3", "agent.discount=0.9");
        Files.writeString(folder.resolve("plan.json"), "{}");

        RunGroup group = groups().get(0);

        assertThat(labels(group)).containsExactly("nStep=1 (2 seeds)", "nStep=3");
    }

    @Test
    void namesTheTrialsOfASweepOverSeedsAloneByTheSweep() throws IOException {
        run("pong-sweep/trials/0001", "game=pong", "seed=1");
        run("pong-sweep/trials/0002", "game=pong", "seed=2");
        RunGroup group = groups().get(0);
        assertThat(labels(group)).containsExactly("pong-sweep (2 seeds)");
    }

    @Test
    void callsNoTwoSeriesAlike() throws IOException {
        run("one/run", "game=pong", "seed=1");
        run("two/run", "game=pong", "seed=1", "agent.nStep=3");
        run("one/a-s1", "game=pong", "seed=1", "agent.nStep=5");
        run("one/a-s2", "game=pong", "seed=2", "agent.nStep=5");
        run("two/a-s1", "game=pong", "seed=1", "agent.nStep=7");
        run("two/a-s2", "game=pong", "seed=2", "agent.nStep=7");
        RunGroup group = groups().get(0);
        assertThat(labels(group)).containsExactly("a (2 seeds)", "one/run", "a (2 seeds) like two/a-s1", "two/run");
    }

    @Test
    void hasARunOnceThatALinkLeadsToAsWell() throws IOException {
        run("a", "game=pong", "seed=1");
        Files.createSymbolicLink(folder.resolve("latest"), folder.resolve("a"));
        assertThat(groups().get(0).runs()).hasSize(1);
    }

    /** Whichever comes first by its name. */
    @Test
    void comparesToPublishedCurvesWhereOneOfItsRunsDoes() throws IOException {
        run("a", "game=pong", "seed=1");
        Files.writeString(
                folder.resolve("a/manifest.json"),
                SampleManifest.OF_NOTHING.beginningWith(new float[] {1}).toJson());
        assertThat(groups().get(0).comparesTo(Published.load())).isFalse();
        run("b", "game=pong", "seed=2");
        assertThat(groups().get(0).comparesTo(Published.load())).isTrue();
    }

    @Test
    void callsRunsByTheFolderAboveThatAreCalledByTheirSeed() throws IOException {
        run("light/seed-1", "game=pong", "seed=1");
        run("light/seed-10", "game=pong", "seed=10");
        run("large/s1", "game=pong", "seed=1", "agent.nStep=3");
        RunGroup group = groups().get(0);
        assertThat(labels(group)).containsExactly("large/s1", "light (2 seeds)");
    }

    @Test
    void countsRunsWhereSeedsAreTheSame() throws IOException {
        run("a-1", "game=pong", "seed=1");
        run("a-2", "game=pong", "seed=1");
        run("bass", "game=pong", "agent.nStep=3", "seed=1");
        run("base", "game=pong", "agent.nStep=3", "seed=2");
        RunGroup group = groups().get(0);
        assertThat(labels(group)).containsExactly("a (2 runs)", "bas (2 seeds)");
    }

    @Test
    void headsEachGroupByWhatTellsItFromTheOthers() throws IOException {
        run("a", "game=pong");
        run("b", "game=pong", "evaluation.maxEpisodeFrames=18_000");
        run("c", "game=breakout");
        ReportRuns.writeResult(folder.resolve("other.json"), "tennis", "random", 0.25, "0");
        String training = "sticky actions 0.25, no no-op start, whole games, minimal action set, frame skip 4, at most"
                + " 108,000 frames";
        String evaluation =
                "evaluations by actionSet minimal, frameSkip 4, lifeLoss ignore, maxEpisodeFrames %s, noopStart"
                        + " 0, noopUnit frames, stickyActions 0.25";
        assertThat(groups())
                .extracting(RunGroup::rules)
                .containsExactly(
                        training,
                        training + "; " + evaluation.formatted("108000"),
                        training + "; " + evaluation.formatted("18000"),
                        evaluation.formatted("108000"));
    }

    @Test
    void keepsOtherGamesAndRulesApart() throws IOException {
        run("a", "game=pong");
        run("b", "game=breakout");
        run("c", "game=pong", "environment.stickyActions=0");
        run("d", "game=pong", "agent.nStep=3");
        run("e", "game=pong", "environment.lifeLoss=episode");
        List<RunGroup> groups = groups();
        assertThat(groups.stream()
                        .map(group ->
                                group.runs().stream().map(ReportedRun::name).toList()))
                .containsExactly(List.of("b"), List.of("c"), List.of("e"), List.of("a", "d"));
    }

    /** It changes what is learnt from, not the games and their scores. */
    @Test
    void putsRunsTogetherOfWhichSomeLearnFromLostLives() throws IOException {
        run("a", "game=pong", "environment.lifeLoss=ignore");
        run("b", "game=pong", "environment.lifeLoss=discount");
        assertThat(groups()).singleElement().satisfies(group -> {
            assertThat(group.series()).hasSize(2);
            assertThat(group.differing()).containsExactly("environment.lifeLoss");
        });
    }

    @Test
    void showsEvaluationsBesideRunsOfTheirRules() throws IOException {
        run("a", "game=pong");
        ReportRuns.writeResult(folder.resolve("random.json"), "pong", "random", 0.25, "-20, -21, -19");
        ReportRuns.writeResult(folder.resolve("a/calm.json"), "pong", "random", 0.0, "-20, -21, -19");
        ReportRuns.writeResult(folder.resolve("other.json"), "tennis", "random", 0.25, "0");
        Files.writeString(folder.resolve("a/package.json"), "{\"game\": \"pong\", \"scores\": []}");
        Files.writeString(folder.resolve("a/broken.json"), "{\"game\": ");
        List<RunGroup> groups = groups();
        assertThat(groups).hasSize(3);
        RunGroup trained = groups.stream()
                .filter(group -> !group.runs().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(trained.results()).singleElement().satisfies(result -> {
            assertThat(result.player()).isEqualTo("random");
            assertThat(result.scores()).containsExactly(-20, -21, -19);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/somewhere/runs/first/checkpoints/400/model.zip, first/checkpoints/400",
        "runs/reproduce/light/seed-1/checkpoints/400/model.zip, light/seed-1/checkpoints/400",
        "seed-1/checkpoints/400/model.zip, seed-1/checkpoints/400",
        "C:\\runs\\large\\s2\\checkpoints\\400\\model.zip, large/s2/checkpoints/400",
        "first.zip, first.zip",
        "models/first.zip, models/first.zip"
    })
    void callsACheckpointByItsRun(String model, String player) throws IOException {
        Path file = folder.resolve("eval.json");
        ReportRuns.writeModelResult(file, "pong", model.replace("\\", "\\\\"), "1");
        assertThat(EvaluationResult.read(file).orElseThrow().player()).isEqualTo(player);
    }

    @ParameterizedTest
    @CsvSource({"20000, 250, 80", "100000, 250, 400", "100001, 500, 201", "500000, 1250, 400", "2500000, 12500, 200"})
    void hasAtMost400Points(long steps, long width, int bins) throws IOException {
        run("a", "game=pong");
        Files.writeString(folder.resolve("a/episodes.csv"), "agent_step_count,score\n" + steps + ",1\n");
        RunGroup group = groups().get(0);
        assertThat(group.binWidth()).isEqualTo(width);
        assertThat(group.bins()).isEqualTo(bins);
    }

    @Test
    void knowsTheMeanLengthOfAStep() throws IOException {
        run("a", "game=pong", "environment.frameSkip=[2, 4]");
        assertThat(groups().get(0).framesPerStep()).isEqualTo(3);
    }
}
