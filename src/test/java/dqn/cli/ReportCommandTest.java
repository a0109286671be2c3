package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of the runs that docs/learning.md is about, of a real small one, and of what is left of others. */
class ReportCommandTest {
    private static final String KEPT = "docs/data/learning";
    private static final int GREEN = 0xff009e73;
    private static final int BLUE = 0xff0072b2;
    private static final int GREY = 0xff888888;

    @TempDir
    private Path temporary;

    private Result report(String... runs) {
        List<String> arguments = new ArrayList<>(List.of("report"));
        arguments.addAll(List.of(runs));
        arguments.addAll(List.of("--out", temporary.resolve("out").toString()));
        return CommandLines.run(arguments.toArray(String[]::new));
    }

    private String page() throws IOException {
        return Files.readString(temporary.resolve("out/report.html"));
    }

    @Test
    void writesOnePageAndSaysWhere() throws IOException {
        Result result = report(KEPT);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(temporary.resolve("out/report.html") + System.lineSeparator());
        assertThat(page())
                .contains("search-base", "Ahead of the published DQN at 2 million frames: mean score 360.0")
                .contains("quick-first", "mean score 21.5, published 6.5")
                .doesNotContain("{{");
        assertThat(Files.size(temporary.resolve("out/report.html"))).isLessThan(4_000_000);
    }

    @Test
    void theSameRunsGiveTheSameBytes() throws IOException {
        report(KEPT + "/search-base");
        String first = page();
        report(KEPT + "/search-base");
        assertThat(page()).isEqualTo(first);
    }

    @Test
    void drawsPictures() throws IOException {
        Result result = report(KEPT, "--png");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines().map(line -> Path.of(line).getFileName().toString()))
                .containsExactly(
                        "report.html",
                        "breakout-score.png",
                        "breakout-loss.png",
                        "breakout-max-q.png",
                        "breakout-epsilon.png",
                        "breakout-distribution.png",
                        "breakout-games.png",
                        "pong-score.png",
                        "pong-loss.png",
                        "pong-max-q.png",
                        "pong-epsilon.png",
                        "pong-distribution.png",
                        "pong-games.png",
                        "space_invaders-score.png",
                        "space_invaders-loss.png",
                        "space_invaders-max-q.png",
                        "space_invaders-epsilon.png",
                        "space_invaders-distribution.png",
                        "space_invaders-games.png");
        BufferedImage picture =
                ImageIO.read(temporary.resolve("out/space_invaders-score.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(1_600);
        assertThat(colours(picture)).contains(0xff0072b2, 0xffd55e00, 0xffc28500);
        // beside the names of all series, of which none is cut off above or below
        assertThat(picture.getHeight()).isBetween(1_100, 4_000);
        for (int y : new int[] {0, picture.getHeight() - 8}) {
            assertThat(colours(picture.getSubimage(1_100, y, 500, 8))).containsExactly(0xffffffff);
        }
    }

    /** The line, and room for it above the highest of all scores. */
    @Test
    void drawsReferencesBesideTheDistribution() throws IOException {
        assertThat(colours(distribution())).doesNotContain(GREEN);
        assertThat(colours(distribution("--reference", "reported=3000"))).contains(GREEN);
    }

    private BufferedImage distribution(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(KEPT + "/search-base", KEPT + "/search-n5", "--png"));
        arguments.addAll(List.of(more));
        assertThat(report(arguments.toArray(String[]::new)).exitCode()).isZero();
        return ImageIO.read(
                temporary.resolve("out/space_invaders-distribution.png").toFile());
    }

    @Test
    void cutsNamesThatAreTooLongForAPicture() throws IOException {
        Path run = copy(KEPT + "/search-base");
        for (int i = 0; i < 4; i++) {
            Files.writeString(run.resolve(i + ".json"), """
                    {"game": "space_invaders", "policy": "%s", "scores": [100, 900], "protocol": {"epsilon": 1.0}}""".formatted("m".repeat(100_000)));
        }
        assertThat(report(run.toString(), "--png").exitCode()).isZero();
        BufferedImage picture = ImageIO.read(
                temporary.resolve("out/space_invaders-distribution.png").toFile());
        assertThat(picture.getHeight()).isBetween(1_001, 4_000);
    }

    /** In the colour of the run, as strong as a bar and a dot are. */
    @ParameterizedTest
    @CsvSource({"distribution, 140", "games, 190"})
    void picturesShowTheTrainedAgentBesideRandomPlay(String name, int alpha) throws IOException {
        Path run = copy(KEPT + "/search-base");
        Files.writeString(run.resolve("random.json"), """
                {"game": "space_invaders", "policy": "random", "scores": [100, 900], "protocol": {"stickyActions": 0.25,
                 "frameSkip": 4, "noopStart": 0, "noopUnit": "frames", "lifeLoss": "ignore", "actionSet": "minimal",
                 "maxEpisodeFrames": 108000, "epsilon": 1.0, "episodes": 2}}""");
        assertThat(report(run.toString(), "--png").out().lines().filter(line -> line.endsWith("-" + name + ".png")))
                .hasSize(1);
        BufferedImage picture = ImageIO.read(
                temporary.resolve("out/space_invaders-" + name + ".png").toFile());
        assertThat(colours(picture))
                .anyMatch(colour -> near(colour, BLUE, alpha))
                .anyMatch(colour -> near(colour, GREY, alpha));
    }

    private static boolean near(int colour, int of, int alpha) {
        return IntStream.of(0, 8, 16).allMatch(shift -> {
            int over = ((of >> shift & 0xff) * alpha + 0xff * (0xff - alpha)) / 0xff;
            return Math.abs((colour >> shift & 0xff) - over) <= 2;
        });
    }

    private static List<Integer> colours(BufferedImage picture) {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        return Arrays.stream(pixels).distinct().boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "open_invaders, There is no published curve of this game",
        "space_invaders, No verdict yet: its first million frames are not complete"
    })
    void showsARunOfItsOwn(String game, String verdict) throws IOException {
        CommandLines.assumeRom(game);
        Path run = temporary.resolve("run");
        assertThat(CommandLines.run(CommandLines.tiny(
                                game,
                                run,
                                "--frames",
                                "12000",
                                "--set",
                                "evaluation={everyFrames: 5_000, episodes: 2}"))
                        .exitCode())
                .isZero();
        Result result = report(run.toString(), "--png");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(page()).contains(verdict);
    }

    @Test
    void damageIsToldInOneLineAndTheRestIsShown() throws IOException {
        Path run = copy(KEPT + "/search-base");
        Files.writeString(run.resolve("episodes.csv"), "garbage\n\u0001\u0002,,,\n", StandardOpenOption.APPEND);
        Files.writeString(run.resolve("metrics.csv"), "");
        Files.writeString(run.resolve("manifest.json"), "{");
        Result result = report(run.toString(), "--png");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.log()).contains(run + ": episodes.csv: 2 of ", run + ": metrics.csv has no column");
        assertThat(page())
                .contains("episodes.csv: 2 of ", " rows are damaged and left out, the first on line ")
                .contains("metrics.csv has no column agent_step_count")
                .contains("mean score 360.0");
    }

    @Test
    void aRunWithNothingInItIsShownToo() throws IOException {
        Path run = Files.createDirectory(temporary.resolve("empty"));
        Files.copy(Path.of(KEPT, "search-base/config.yaml"), run.resolve("config.yaml"));
        Result result = report(run.toString(), "--png");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(page()).contains("there is no episodes.csv", "there is no metrics.csv");
    }

    @Test
    void namesCannotBecomePartOfThePage() throws IOException {
        Path run = temporary.resolve("</script><script>alert(1)</script>".replace('/', '\u2215'));
        Files.createDirectory(run);
        Files.copy(Path.of(KEPT, "search-base/config.yaml"), run.resolve("config.yaml"));
        Files.writeString(run.resolve("evil.json"), """
                {"game": "</script><img src=x>", "policy": "<b>", "scores": [1], "protocol": {}}""");
        assertThat(report(run.toString(), "--png").exitCode()).isZero();
        assertThat(page()).doesNotContain("<script>alert", "<img src=x").contains("\\u003c/script>\\u003cimg src=x>");
    }

    @Test
    void leavesOutWhatCannotBeReadOfAFolder() throws IOException {
        Path runs = Files.createDirectory(temporary.resolve("runs"));
        copy(KEPT + "/search-base", runs.resolve("good"));
        Files.createDirectory(runs.resolve("bad"));
        Files.writeString(runs.resolve("bad/config.yaml"), "game: [");
        Result result = report(runs.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.log()).contains("Left out " + runs.resolve("bad"));
    }

    @Test
    void findsRunsOfSeveralSeedsOfSeveralPresets() throws IOException {
        copy(KEPT + "/search-base", temporary.resolve("reproduce/base/seed-1"));
        copy(KEPT + "/search-n5", temporary.resolve("reproduce/n5/seed-1"));
        Result result = report(temporary.resolve("reproduce").toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(page()).contains("\"base/seed-1\"", "\"n5/seed-1\"");
    }

    @Test
    void refusesWhatIsNoRunWithTheNearestName() throws IOException {
        assertThat(report(KEPT + "/search-bas").err().strip())
                .isEqualTo(
                        "dqn: There is no docs/data/learning/search-bas: did you mean docs/data/learning/search-base?");
        assertThat(report("nowhere/atall").err().strip())
                .isEqualTo(
                        "dqn: There is no nowhere/atall: name a run directory, such as one under runs/, or a folder of"
                                + " runs.");
        assertThat(report("config").err()).contains("config holds no run that can be read (no config.yaml)");
        assertThat(report(KEPT + "/search-base/config.yaml").err())
                .contains("search-base/config.yaml is only a part of a run: name the run, ");
        assertThat(report("pom.xml").err()).contains("pom.xml holds no run").hasLineCount(1);
        assertThat(report("nowhere").exitCode()).isEqualTo(1);
        assertThat(report().exitCode()).isEqualTo(2);
        assertThat(temporary.resolve("out")).doesNotExist();
        Files.writeString(temporary.resolve("out"), "a file in the way");
        Result blocked = report(KEPT);
        assertThat(blocked.exitCode()).isEqualTo(1);
        assertThat(blocked.err())
                .contains(
                        "cannot be written to " + temporary.resolve("out") + " (a file of that name is there already)")
                .contains("choose another --out")
                .hasLineCount(1);
    }

    private Path copy(String from) throws IOException {
        return copy(from, temporary.resolve("copy"));
    }

    private static Path copy(String from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String file : List.of("config.yaml", "manifest.json", "metrics.csv", "episodes.csv")) {
            Files.copy(Path.of(from, file), to.resolve(file));
        }
        return to;
    }
}
