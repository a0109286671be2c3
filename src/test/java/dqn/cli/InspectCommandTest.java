package dqn.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    @TempDir
    private Path temporary;

    private Result inspect(String... more) {
        CommandLines.assumeRom("breakout");
        List<String> arguments = new ArrayList<>(List.of("inspect", "--game", "breakout", "--pictures"));
        arguments.add(temporary.resolve("pictures").toString());
        arguments.addAll(List.of(more));
        return CommandLines.run(arguments.toArray(String[]::new));
    }

    private BufferedImage picture(String name) throws IOException {
        return ImageIO.read(temporary.resolve("pictures").resolve(name + ".png").toFile());
    }

    private int[] grey(String name) throws IOException {
        BufferedImage picture = picture(name);
        assertThat(picture.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        return picture.getRaster().getSamples(0, 0, picture.getWidth(), picture.getHeight(), 0, (int[]) null);
    }

    private List<String> names() throws IOException {
        return RunOnDisk.names(temporary.resolve("pictures"));
    }

    @Test
    void tellsOfAGameAndItsNetwork() {
        Result result = CommandLines.run("inspect", "--game", "catch");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                        game         catch
                        actions      LEFT, NOOP, RIGHT
                        observation  1x10x5 bytes, times 1/255 at the network

                        layer            output            parameters
                        input            1x10x5                     0
                        dense            64                     3,264
                        actions 3        3                        195
                        total                                   3,459
                        """);
    }

    /** The default's network changes with the default: what a reader sees first must be what the program says. */
    @Test
    void theReadmeShowsWhatItPrints() throws IOException {
        String printed = inspect()
                .out()
                .lines()
                .takeWhile(line -> !line.contains(".png"))
                .collect(joining("\n"));
        assertThat(Files.readString(Path.of("README.md"))).contains(printed);
        assertThat(printed).contains("actions 4", "total");
    }

    @Test
    void countsStreamsNoiseAndAtoms() {
        Result result = CommandLines.run(
                "inspect",
                "--game",
                "catch",
                "--set",
                "network={head: dueling, noisy: true}",
                "--set",
                "agent.distribution={quantile: {atoms: 8, kappa: 1}}");
        assertThat(result.out())
                .contains(
                        "noisy dense x 2  128                   13,056", // 2 x (50 + 1) x 128
                        "value            8                      1,040", // 2 x (64 + 1) x 8
                        "advantage 3 x 8  24                     3,120", // 2 x (64 + 1) x 24
                        "total                                  17,216");
    }

    @Test
    void implicitQuantilesHaveGatesBeforeTheLastHiddenLayer() {
        Result result = CommandLines.run(
                "inspect",
                "--game",
                "catch",
                "--set",
                "network.head=q",
                "--set",
                "agent.distribution={implicit: {samples: 8, kappa: 1}}");
        assertThat(result.out())
                .contains(
                        "quantiles x 8    50                     3,250", // (64 + 1) x 50
                        "dense            64                     3,264", // (50 + 1) x 64
                        "actions 3        3                        195"); // (64 + 1) x 3
    }

    /** The largest of 3x3 places, every second: 5x3 of 10x5. */
    @Test
    void maximaHaveNoParameters() {
        Result result = CommandLines.run(
                "inspect",
                "--game",
                "catch",
                "--set",
                "network.layers=[{conv: {filters: 8, kernel: 3, stride: 1}}, {maxPool: {kernel: 3, stride: 2}}]");
        assertThat(result.out())
                .contains(
                        "conv 3x3 / 1     8x10x5                    80", // (9 + 1) x 8
                        "max 3x3 / 2      8x5x3                      0",
                        "actions 3        3                        363"); // (120 + 1) x 3
    }

    @Test
    void moreParametersThanCanBeCountedAreTold() {
        Result result = CommandLines.run(
                "inspect", "--game", "catch", "--set", "network.layers=[{dense: 1_000_000}, {dense: 100_000}]");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualToNormalizingNewlines(
                        "dqn: The network has more than 2^31 - 1 parameters: use smaller network.layers.\n");
    }

    @Test
    void drawsAnAgentsFirstLayer() throws IOException {
        String run = temporary.resolve("run").toString();
        CommandLines.run("train", "--game", "catch", "--run", run, "--agent-steps", "300");
        String pictures = temporary.resolve("pictures").toString();

        Result result = CommandLines.run("inspect", "--checkpoint", run, "--pictures", pictures);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("dense            64", pictures + "/weights.png", pictures + "/epsilon.png");
        // 64 units, four in a row, each 5 x 10 weights of 6 pixels, a line behind each plane and gaps of 6
        assertThat(picture("weights").getWidth()).isEqualTo(6 + 4 * (5 * 6 + 1 + 6));
        assertThat(picture("weights").getHeight()).isEqualTo(6 + 16 * (10 * 6 + 6));
        Result twice = CommandLines.run("inspect", "--checkpoint", run, "--game", "pong");
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.err()).contains("brings its own configuration");
    }

    /** One dense layer of 8 units on 10 x 5 pixels, behind that of the cosines, which has 50 outputs of 64 weights. */
    @Test
    void drawsTheLayerThatSeesTheGameOfImplicitQuantiles() throws IOException {
        String run = temporary.resolve("run").toString();
        CommandLines.run(
                "train",
                "--game",
                "catch",
                "--run",
                run,
                "--agent-steps",
                "300",
                "--set",
                "network.layers=[{dense: 8}]",
                "--set",
                "agent.distribution={implicit: {samples: 8, kappa: 1}}");

        CommandLines.run(
                "inspect",
                "--checkpoint",
                run,
                "--pictures",
                temporary.resolve("pictures").toString());

        assertThat(picture("weights").getWidth()).isEqualTo(6 + 4 * (5 * 6 + 1 + 6));
        assertThat(picture("weights").getHeight()).isEqualTo(6 + 2 * (10 * 6 + 6));
    }

    @Test
    void drawsEveryStage() throws IOException {
        Result result = inspect("--preset", "dopamine", "--step", "30");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("actions      NOOP, FIRE, RIGHT, LEFT")
                .contains(temporary.resolve("pictures/pipeline.png").toString());
        assertThat(names())
                .containsExactly(
                        "after-1-frame-1.png",
                        "after-2-frame-2.png",
                        "after-3-maximum.png",
                        "after-4-resize.png",
                        "after-stack-1.png",
                        "after-stack-2.png",
                        "after-stack-3.png",
                        "after-stack-4.png",
                        "before-1-frame-1.png",
                        "before-2-frame-2.png",
                        "before-3-maximum.png",
                        "before-4-resize.png",
                        "before-stack-1.png",
                        "before-stack-2.png",
                        "before-stack-3.png",
                        "before-stack-4.png",
                        "epsilon.png",
                        "pipeline.png");
        assertThat(picture("before-1-frame-1").getHeight()).isEqualTo(210);
        assertThat(picture("after-4-resize").getWidth()).isEqualTo(84);
    }

    @Test
    void thePicturesAreWhatTheyAreCalled() throws IOException {
        inspect("--preset", "dopamine", "--step", "30");
        for (String when : List.of("before", "after")) {
            int[] one = grey(when + "-1-frame-1");
            int[] two = grey(when + "-2-frame-2");
            int[] maximum = grey(when + "-3-maximum");
            for (int i = 0; i < one.length; i++) {
                assertThat(maximum[i]).isEqualTo(Math.max(one[i], two[i]));
            }
            assertThat(grey(when + "-stack-4")).isEqualTo(grey(when + "-4-resize"));
        }
        for (int i = 1; i < 4; i++) {
            assertThat(grey("after-stack-" + i)).isEqualTo(grey("before-stack-" + (i + 1)));
        }
        assertThat(grey("before-4-resize")).isNotEqualTo(grey("after-4-resize"));
    }

    /** The Breakout course's maximum is of two observations, in colour. */
    @Test
    void showsBothObservationsOfAMaximum() throws IOException {
        inspect("--preset", "breakout-course", "--step", "30");
        assertThat(names()).contains("after-1-observation-before.png", "after-2-frame.png", "after-3-maximum.png");
        assertThat(rgb("after-1-observation-before")).isEqualTo(rgb("before-2-frame"));
        int[] one = rgb("after-1-observation-before");
        int[] two = rgb("after-2-frame");
        assertThat(one).isNotEqualTo(two);
        int[] maximum = rgb("after-3-maximum");
        for (int i = 0; i < one.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat(maximum[i] >> shift & 0xff)
                        .isEqualTo(Math.max(one[i] >> shift & 0xff, two[i] >> shift & 0xff));
            }
        }
    }

    private int[] rgb(String name) throws IOException {
        BufferedImage picture = picture(name);
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    /** In colour, cropped and never resized; and the first observation of a game has blank ones before it. */
    @Test
    void followsTheConfiguration() throws IOException {
        Result result = inspect(
                "--step",
                "1",
                "--set",
                "observation={color: rgb, pool: none, crop: {rows: [10, 100], columns: [0, 80]}, resize: none, stack: 2}");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(names())
                .containsExactly(
                        "after-1-frame.png",
                        "after-2-crop.png",
                        "after-stack-1.png",
                        "after-stack-2.png",
                        "before-1-frame.png",
                        "before-2-crop.png",
                        "before-stack-1.png",
                        "before-stack-2.png",
                        "epsilon.png",
                        "pipeline.png");
        BufferedImage frame = picture("before-1-frame");
        BufferedImage crop = picture("before-2-crop");
        assertThat(crop.getHeight()).isEqualTo(90);
        assertThat(crop.getWidth()).isEqualTo(80);
        assertThat(crop.getRGB(40, 50))
                .as("a red brick")
                .isEqualTo(frame.getRGB(40, 60))
                .isEqualTo(0xffc84848);
        assertThat(picture("before-stack-1").getRGB(40, 50)).isEqualTo(0xff000000);
        assertThat(picture("before-stack-2").getRGB(40, 50)).isEqualTo(0xffc84848);
    }

    @Test
    void theMemoryHasNoPictures() throws IOException {
        Result result = inspect(
                "--set",
                "observation={source: ram, pool: none, resize: none}",
                "--set",
                "network.layers=[{dense: 16}]");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.log()).contains("sees the console's memory, of which there are no pictures");
        assertThat(names()).containsExactly("epsilon.png");
    }

    @Test
    void aFolderThatCannotBeIsTold() throws IOException {
        Files.createFile(temporary.resolve("pictures"));
        Result result = inspect();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("dqn: The pictures cannot be written to ")
                .hasLineCount(1);
        assertThat(inspect("--step", "0").err()).startsWith("dqn: --step must be from 1 to 1000000, not 0.");
    }
}
