package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    @TempDir
    private Path temporary;

    @BeforeEach
    void romIsThere() {
        CommandLines.assumeRom("breakout");
    }

    private Result inspect(String... more) {
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
    void drawsEveryStage() throws IOException {
        Result result = inspect("--preset", "dopamine", "--step", "30");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().strip())
                .isEqualTo(temporary.resolve("pictures/pipeline.png").toString());
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
    void theMemoryHasNoPictures() {
        Result result = inspect(
                "--set",
                "observation={source: ram, pool: none, resize: none}",
                "--set",
                "network.layers=[{dense: 16}]");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("dqn: Here the agent sees the console's memory")
                .hasLineCount(1);
        assertThat(temporary).isEmptyDirectory();
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
