package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MillionFramesTest {
    private final MillionFrames millions = new MillionFrames();

    @Test
    void aGameBelongsToTheMillionFramesThatItEndsIn() {
        millions.add(100, 10);
        millions.add(250_000, 20); // the last agent step of the first million
        millions.add(250_001, 60);
        assertThat(millions.mean(1)).hasValue(15);
        assertThat(millions.mean(2)).hasValue(60);
        assertThat(millions.mean(3)).isEmpty();
    }

    @Test
    void aMillionIsWholeIfAtMostTheRestOfAGameIsMissing() {
        millions.add(244_999, 1);
        assertThat(millions.whole()).isZero();
        millions.add(245_000, 1);
        assertThat(millions.whole()).isEqualTo(1);
        millions.add(500_000, 1);
        assertThat(millions.whole()).isEqualTo(2);
    }

    /** Though the last of its games had not ended by then. */
    @Test
    void aMillionIsWholeIfTheRunHasComeThroughIt() {
        millions.add(200_000, 1);
        millions.reach(250_000);
        assertThat(millions.whole()).isEqualTo(1);
        millions.reach(100);
        assertThat(millions.whole()).isEqualTo(1);
    }

    @Test
    void knowsNothingOfMillionsThatBeganBeforeItListened() {
        millions.missUntil(250_025);
        millions.add(300_000, 7);
        millions.add(600_000, 9);
        assertThat(millions.mean(2)).isEmpty();
        assertThat(millions.mean(3)).hasValue(9);
    }

    @Test
    void endsWithThePublishedCurves() {
        millions.add(50_000_000, 3);
        millions.add(50_000_001, 4);
        assertThat(millions.whole()).isEqualTo(200);
        assertThat(millions.mean(200)).hasValue(3);
        assertThat(millions.mean(201)).isEmpty();
    }

    @Test
    void goesOnWhereItWasSaved() throws IOException {
        millions.add(100, 10);
        millions.add(260_000, 5);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        millions.save(new DataOutputStream(saved));
        MillionFrames resumed = new MillionFrames();
        resumed.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        resumed.add(270_000, 7);
        assertThat(resumed.mean(1)).hasValue(10);
        assertThat(resumed.mean(2)).hasValue(6);
        assertThat(resumed.whole()).isEqualTo(1);
    }

    /** The runs of docs/learning.md, by the script that its figures are from. */
    @ParameterizedTest
    @ValueSource(
            strings = {"search-base", "search-double", "search-shift", "quick-first", "dopamine-space_invaders-s1"})
    void agreesWithTheScript(String run) throws IOException, InterruptedException {
        Path folder = Path.of("docs/data/learning", run);
        List<String> told = script(folder.resolve("episodes.csv"));
        MillionFrames read = ReportedRun.read(folder).millions();
        assertThat(told).hasSize(1 + read.whole());
        for (int million = 1; million <= read.whole(); million++) {
            String mean = String.format(Locale.ROOT, "%.1f", read.mean(million).orElseThrow());
            assertThat(told.get(million).trim().split(" +")).containsExactly("" + million, mean, mean);
        }
    }

    private static List<String> script(Path episodes) throws IOException, InterruptedException {
        Process script = new ProcessBuilder("bash", "scripts/windows", episodes.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(script.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .lines()
                .toList();
        assertThat(script.waitFor()).isZero();
        return lines;
    }
}
