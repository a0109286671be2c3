package dqn.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.Logged;
import dqn.core.ConfigException;
import dqn.core.DqnException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MP4s, read again by FFmpeg; and what becomes of programs that are no good. */
class FfmpegFilmTest {
    @TempDir
    private Path temporary;

    /** All of the one colour on the left, all of the other on the right. */
    private static BufferedImage halves(int left, int right) {
        BufferedImage picture = new BufferedImage(64, 42, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(new Color(left));
        canvas.fillRect(0, 0, 32, 42);
        canvas.setColor(new Color(right));
        canvas.fillRect(32, 0, 32, 42);
        canvas.dispose();
        return picture;
    }

    private Path record(String name, int count) {
        Path file = temporary.resolve(name);
        try (Film film = Films.begin(file, 60)) {
            for (int i = 0; i < count; i++) {
                film.add(halves(0xc84848, i < count / 2 ? 0x50a050 : 0x4848c8));
            }
        }
        return file;
    }

    private static byte[] run(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .getInputStream()
                .readAllBytes();
    }

    private static String probe(Path file, String entries) throws IOException {
        byte[] told = run(
                Loader.load(ffprobe.class),
                "-count_frames",
                "-show_entries",
                "stream=" + entries,
                "-of",
                "csv=p=0",
                file.toString());
        return new String(told, StandardCharsets.US_ASCII).strip();
    }

    @Test
    void isAVideoOfTheSamePicturesAtTheirSpeed() throws IOException {
        Path file = record("a.mp4", 30);

        String stream = probe(file, "codec_name,width,height,pix_fmt,color_space,r_frame_rate,nb_read_frames");
        assertThat(stream).isEqualTo("h264,64,42,yuv420p,bt709,60/1,30");

        byte[] rgb =
                run(Loader.load(ffmpeg.class), "-i", file.toString(), "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1");
        assertThat(rgb).hasSize(30 * 42 * 64 * 3);
        for (int picture = 0; picture < 30; picture++) {
            assertColour(rgb, (picture * 42 + 21) * 64 + 16, 0xc84848);
            assertColour(rgb, (picture * 42 + 21) * 64 + 48, picture < 15 ? 0x50a050 : 0x4848c8);
        }
    }

    /** To within 6 of 255: video has fewer levels than RGB, and loses a little. */
    private static void assertColour(byte[] rgb, int pixel, int colour) {
        for (int channel = 0; channel < 3; channel++) {
            int wanted = (colour >> (8 * (2 - channel))) & 0xff;
            assertThat(rgb[3 * pixel + channel] & 0xff).isBetween(wanted - 6, wanted + 6);
        }
    }

    @Test
    void theSamePicturesAreTheSameFile() {
        assertThat(record("a.mp4", 10)).hasSameBinaryContentAs(record("b.mp4", 10));
    }

    @Test
    void withoutAPictureThereIsNoFile() {
        record("a.mp4", 0);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void replacesNoFile() throws IOException {
        Path file = Files.writeString(temporary.resolve("a.mp4"), "somebody's");
        assertThatThrownBy(() -> Films.begin(file, 60))
                .isInstanceOf(DqnException.class)
                .hasMessage(file + " exists already: name another file for the video, or remove it first.");
        assertThat(file).hasContent("somebody's");
    }

    @Test
    void knowsTwoKinds() {
        assertThatThrownBy(() -> Films.begin(Path.of("a.avi"), 60))
                .isInstanceOf(ConfigException.class)
                .hasMessage("A video is a file .mp4 or .gif, not a.avi.");
    }

    @Test
    void withoutFfmpegThereAreGifs() {
        try (Logged log = new Logged(Films.class)) {
            for (String name : List.of("a.GIF", "b.mp4", "c.gif")) {
                try (Film film = Films.begin(temporary.resolve(name), 60, Optional::empty)) {
                    film.add(halves(0, 0xffffff));
                }
            }
            assertThat(log.lines())
                    .containsExactly("There is no FFmpeg for this platform, which makes .mp4: recording "
                            + temporary.resolve("b.gif") + " instead");
        }
        assertThat(temporary.resolve("b.gif")).hasSameBinaryContentAs(temporary.resolve("c.gif"));
        assertThat(temporary.toFile().list()).containsExactlyInAnyOrder("a.GIF", "b.gif", "c.gif");
    }

    /** Programs that take nothing, end well, or complain: what a broken or killed FFmpeg does. */
    @ParameterizedTest
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no shell scripts")
    @CsvSource({
        "'echo No space left on device >&2; exit 1', ffmpeg: No space left on device",
        "'cat >/dev/null; echo first >&2; echo second >&2; exit 1', ffmpeg: first",
        "'exit 3', ffmpeg: it ended with 3",
        "'kill -9 $$', ffmpeg: it ended with 137",
    })
    void failsWithASentence(String script, String reason) throws IOException {
        Path file = temporary.resolve("a.mp4");
        Path program = program(script);
        assertThatThrownBy(() -> {
                    try (Film film = Films.begin(file, 60, () -> Optional.of(program))) {
                        for (int i = 0; i < 100; i++) {
                            film.add(halves(0, 0));
                        }
                    }
                })
                .isInstanceOf(DqnException.class)
                .hasMessage("Cannot record to " + file + " (" + reason
                        + "): name a file where there is room, in a folder that may be written.");
        assertThat(temporary).isDirectoryNotContaining(path -> !path.equals(program));
    }

    /** Ctrl-C reaches FFmpeg too: it ends with 255 then, after it has completed the file. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no shell scripts")
    void keepsWhatAnInterruptedFfmpegHasMade() throws IOException {
        Path file = temporary.resolve("a.mp4");
        // The output is the last argument.
        Path program = program("head -c 8064 >/dev/null; for file; do :; done; echo whole >$file; exit 255");
        try (Film film = Films.begin(file, 60, () -> Optional.of(program))) {
            for (int i = 0; i < 1_000 && film.isOpen(); i++) {
                film.add(halves(0, 0));
            }
            assertThat(film.isOpen()).isFalse();
        }
        assertThat(file).hasContent("whole");
    }

    /** As where the terminal is closed: the film is finished by what records it. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no such signal")
    void goesOnWhenItIsHungUp() throws Exception {
        Path file = temporary.resolve("a.mp4");
        try (Film film = Films.begin(file, 60)) {
            film.add(halves(0, 0));
            ProcessHandle encoder = encoder();
            assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(encoder.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            for (int i = 0; i < 60; i++) {
                film.add(halves(0, 0xffffff));
            }
        }
        assertThat(probe(file, "nb_read_frames")).isEqualTo("61");
    }

    /** Not before the shell that starts it has become it. */
    private static ProcessHandle encoder() {
        while (true) {
            Optional<ProcessHandle> encoder = ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().command().orElse("").endsWith("ffmpeg"))
                    .findAny();
            if (encoder.isPresent()) {
                return encoder.get();
            }
            Thread.onSpinWait();
        }
    }

    private Path program(String script) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell here");
        Path program = Files.writeString(temporary.resolve("program"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
