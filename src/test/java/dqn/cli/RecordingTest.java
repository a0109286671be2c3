package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --record} and what goes with it, on games of 100 agent steps: 401 frames with the reset's. */
class RecordingTest {
    @TempDir
    private static Path shared;

    private static Path run;

    private static String game;

    private String[] random;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void trainOnce() {
        game = CommandLines.game();
        run = shared.resolve("run");
        assertThat(CommandLines.run(CommandLines.tiny(game, run, "--frames", "800"))
                        .exitCode())
                .isZero();
    }

    @BeforeEach
    void choosePlayer() {
        random = random(game);
    }

    private static String[] random(String game) {
        return new String[] {"--policy", "random", "--game", game, "--set", "evaluation.maxEpisodeFrames=400"};
    }

    private static Result run(String command, String[] player, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(player));
        arguments.addAll(List.of(more));
        return CommandLines.run(arguments.toArray(String[]::new));
    }

    private String probe(Path video) throws IOException {
        Process process = new ProcessBuilder(
                        Loader.load(ffprobe.class),
                        "-v",
                        "error",
                        "-count_frames",
                        "-show_entries",
                        "stream=codec_name,width,height,r_frame_rate,nb_read_frames",
                        "-of",
                        "csv=p=0",
                        video.toString())
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    private static BufferedImage firstPicture(Path gif) throws IOException {
        return ImageIO.read(gif.toFile());
    }

    private static int pictures(Path gif) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            reader.setInput(in);
            return reader.getNumImages(true);
        }
    }

    @Test
    void playIsRecordedWholeAndChangesNothing() throws IOException {
        Path video = temporary.resolve("new folder/game.mp4");
        Result recorded = run("play", random, "--episodes", "2", "--width", "320", "--record", video.toString());
        assertThat(recorded.exitCode()).as(recorded.err()).isZero();
        assertThat(recorded.out())
                .isEqualTo(
                        run("play", random, "--episodes", "2", "--render=none").out());
        assertThat(recorded.log()).contains("Recorded " + video + ": 13.4 s of play");
        assertThat(probe(video)).isEqualTo("h264,320,210,60/1,802");
        assertThat(RunOnDisk.names(video.getParent())).containsExactly("game.mp4");
    }

    /** The ground, the lowest lines, is of a colour of the emulator's own. */
    @ParameterizedTest
    @CsvSource({"open_invaders, ff000000", "space_invaders, ff505916"})
    void theGifShowsTheGamesPixels(String game, String ground) throws IOException {
        CommandLines.assumeRom(game);
        Path gif = temporary.resolve("a.gif");
        run("play", random(game), "--record", gif.toString(), "--width", "320");
        assertThat(pictures(gif)).isEqualTo(401 - 401 / 6);
        BufferedImage first = firstPicture(gif);
        assertThat(first.getWidth()).isEqualTo(320);
        assertThat(first.getHeight()).isEqualTo(210);
        for (int y = 0; y < 210; y++) {
            for (int x = 0; x < 320; x += 2) {
                assertThat(first.getRGB(x, y)).isEqualTo(first.getRGB(x + 1, y));
            }
        }
        assertThat(first.getRGB(160, 100)).isEqualTo(0xff000000);
        assertThat(first.getRGB(0, 205)).as("the ground").isEqualTo(Integer.parseUnsignedInt(ground, 16));
    }

    @Test
    void theSameSeedIsTheSameVideo() {
        Path one = temporary.resolve("1.gif");
        Path other = temporary.resolve("2.gif");
        String[] player = {"--checkpoint", run.toString()};
        run("play", player, "--overlay", "--width", "320", "--seed", "5", "--record", one.toString());
        run("play", player, "--overlay", "--width", "320", "--seed", "5", "--record", other.toString());
        assertThat(one).hasSameBinaryContentAs(other);
    }

    @Test
    void anEvaluationRecordsItsFirstGameAndIsTheSame() throws IOException {
        Path video = temporary.resolve("first.mp4");
        String[] player = {"--checkpoint", run.toString(), "--episodes", "3", "--json"};
        Result recorded = run("eval", player, "--record", video.toString(), "--overlay");
        assertThat(recorded.exitCode()).as(recorded.err()).isZero();
        assertThat(recorded.out()).isEqualTo(run("eval", player).out());
        assertThat(probe(video)).isEqualTo("h264,930,420,60/1,401");
    }

    @Test
    void twoPlayersSideBySide() throws IOException {
        Path video = temporary.resolve("both.mp4");
        Result both = run(
                "play",
                new String[] {"--checkpoint", run.toString()},
                "--beside",
                "untrained",
                "--width",
                "320",
                "--record",
                video.toString());
        assertThat(both.exitCode()).as(both.err()).isZero();
        assertThat(both.out()).matches("Game 1: score \\d+ by untrained, \\d+ by trained\\R");
        assertThat(probe(video)).isEqualTo("h264,650,254,60/1,401");
    }

    /** Each half plays as it would alone. */
    @Test
    void nobodyIsDisturbedByTheOther() throws IOException {
        Path video = temporary.resolve("both.gif");
        Result both = run("play", random, "--beside", "constant:FIRE", "--record", video.toString(), "--width", "320");
        String alone = run("play", random, "--render=none").out();
        String[] fire = random.clone();
        fire[1] = "constant:FIRE";
        String other = run("play", fire, "--render=none").out();
        assertThat(both.out())
                .isEqualTo(other.strip() + " by constant:FIRE, " + alone.strip().replace("Game 1: score ", "")
                        + " by random" + System.lineSeparator());
        assertThat(firstPicture(video).getWidth()).isEqualTo(650);
    }

    @Test
    void whatCannotBeRecordedIsTold() throws IOException {
        Path there = Files.createFile(temporary.resolve("there.gif"));
        assertTold(1, there + " exists already: name another file", random, "--record", there.toString());
        assertTold(2, "A video is a file .mp4 or .gif, not x.webm.", random, "--record", "x.webm");
        assertTold(2, "A video is a file .mp4 or .gif, not /.", random, "--record", "/");
        Path inFile = there.resolve("x.gif");
        assertTold(1, "Cannot record to " + inFile + " (", random, "--record", inFile.toString());
        assertTold(2, "--overlay needs --record FILE", random, "--overlay");
        assertTold(2, "--beside is for videos", random, "--beside", "random");
        String video = temporary.resolve("new.gif").toString();
        assertTold(2, "--beside is random or constant", random, "--beside", "clever", "--record", video);
        assertTold(2, "--beside is random or constant", random, "--beside", "untrained", "--record", video);
        assertTold(2, game + " has no action UP", random, "--beside", "constant:UP", "--record", video);
        assertThat(RunOnDisk.names(temporary)).containsExactly("there.gif");
    }

    @Test
    void aPersonNeedsAGameAndADisplay() {
        String[] human = {"--human"};
        assertTold(2, "--human needs a game: add --game NAME", human);
        String[] invaders = {"--human", "--game", "space_invaders"};
        assertTold(2, "--human excludes --checkpoint, --policy", invaders, "--policy", "random");
        assertTold(2, "--human needs a window for itself", invaders, "--render=terminal");
        assertTold(1, "Cannot open a window (there is no display): a person plays by the keys of a window", invaders);
    }

    @Test
    void aWrongGameIsToldWhereThereIsNoDisplayEither() {
        String[] wrong = {"--policy", "random", "--game", "space_invader"};
        assertTold(2, "There is no game", wrong, "--render=window");
        assertTold(2, "There is no game", new String[] {"--human", "--game", "space_invader"});
    }

    private static void assertTold(int exitCode, String message, String[] player, String... more) {
        Result result = run("play", player, more);
        assertThat(result.err()).startsWith("dqn: " + message).doesNotContain("\tat ");
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
    }
}
