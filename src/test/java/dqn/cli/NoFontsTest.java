package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system whose list of fonts is empty, in a process of its own: Java asks for it once. */
class NoFontsTest {
    @TempDir
    private Path temporary;

    private String run(String... arguments) throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "asks another system for fonts");
        Path none = Files.writeString(temporary.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        // where Java keeps the fonts that it has found
        List<String> command = CommandLines.program("-Duser.home=" + temporary);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FONTCONFIG_FILE", none.toString());
        Process process = builder.start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isEqualTo(1);
        return told;
    }

    @Test
    void picturesOfAReportAreRefusedInOneLine() throws Exception {
        Path out = temporary.resolve("out");
        assertThat(run("report", "docs/data/learning/quick-first", "--png", "--out", out.toString()))
                .startsWith("dqn: There is no font to write in the pictures (")
                .contains("): install fonts (", ", or leave out --png.")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void picturesOfAnAgentAreRefusedInOneLine() throws Exception {
        Path out = temporary.resolve("pictures");
        assertThat(run("inspect", "--game", "catch", "--pictures", out.toString()))
                .startsWith("dqn: There is no font to write in the pictures (")
                .contains(", or leave out --pictures.")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void wordsInAVideoAreRefusedBeforeItIsBegun() throws Exception {
        Path videos = temporary.resolve("videos");
        String[] play = {"play", "--policy", "random", "--game", "catch", "--overlay", "--record", videos + "/a.gif"};
        assertThat(run(play))
                .startsWith("dqn: There is no font to write beside the picture (")
                .contains(", or record one game without --overlay.")
                .hasLineCount(1);
        assertThat(videos).doesNotExist();
    }

    /** Where there is a display, the words beside the picture are missing; where there is none, that is told first. */
    @Test
    void aWindowIsRefusedInOneLine() throws Exception {
        assertThat(run("play", "--policy", "random", "--game", "catch", "--render", "window"))
                .startsWith("dqn: ")
                .contains("--render=terminal or --render=none instead.")
                .hasLineCount(1);
    }
}
