package dqn.preprocess;

import static dqn.preprocess.Pictures.bytes;
import static dqn.preprocess.Pictures.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.core.FrameSource;
import dqn.core.FrameSpec;
import dqn.core.ObservationSpec;
import dqn.preprocess.ObservationConfig.Color;
import dqn.preprocess.ObservationConfig.Pool;
import dqn.preprocess.ObservationConfig.PoolColor;
import dqn.preprocess.ObservationConfig.Resize;
import dqn.preprocess.ObservationConfig.Resize.Method;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessorTest {
    private static final FrameSpec COLOUR_SCREEN = new FrameSpec(1, 210, 160, 3);

    @ParameterizedTest
    @ValueSource(ints = {210, 214, 250})
    void theDefaultShowsFourFramesOf84By84(int height) {
        Preprocessor preprocessor = new Preprocessor(Observations.standard(), new FrameSpec(2, height, 160, 1));
        assertThat(preprocessor.frameSpec()).isEqualTo(new ObservationSpec(1, 84, 84));
        assertThat(preprocessor.stackSpec()).isEqualTo(new ObservationSpec(4, 84, 84));
        assertSource(Observations.standard(), FrameSource.GREY_SCREEN, 2);
    }

    @Test
    void theNotebookSees90RowsOf80() {
        assertShapes(Observations.notebook(), COLOUR_SCREEN, "1x90x80", "1x90x80");
        assertSource(Observations.notebook(), FrameSource.RGB_SCREEN, 1);
    }

    @Test
    void theCourseSeesFourFramesOf84By84() {
        assertShapes(Observations.course(), COLOUR_SCREEN, "1x84x84", "4x84x84");
        assertSource(Observations.course(), FrameSource.RGB_SCREEN, 1);
    }

    @Test
    void memoryIsARowOf128() {
        FrameSpec memory = new FrameSpec(1, 1, 128, 1);
        assertShapes(Observations.ram(), memory, "1x1x128", "1x1x128");
        assertSource(Observations.ram(), FrameSource.RAM, 1);
        Preprocessor preprocessor = new Preprocessor(Observations.ram(), memory);
        preprocessor.reset(noise(128));
        assertThat(preprocessor.frame()).isEqualTo(noise(128));
    }

    @Test
    void colourIsThreePlanes() {
        assertShapes(Observations.colour(), COLOUR_SCREEN, "3x210x160", "3x210x160");
        assertSource(Observations.colour(), FrameSource.RGB_SCREEN, 1);
    }

    private static void assertShapes(ObservationConfig config, FrameSpec raw, String frame, String stack) {
        Preprocessor preprocessor = new Preprocessor(config, raw);
        assertThat(preprocessor.frameSpec()).hasToString(frame);
        assertThat(preprocessor.stackSpec()).hasToString(stack);
    }

    private static void assertSource(ObservationConfig config, FrameSource source, int frames) {
        assertThat(Preprocessor.rawSource(config)).isEqualTo(source);
        assertThat(Preprocessor.rawFrames(config)).isEqualTo(frames);
    }

    @Test
    void theNotebookPictureIsStrideThenMeanThenCrop() {
        byte[] raw = noise(COLOUR_SCREEN.size());
        Preprocessor preprocessor = new Preprocessor(Observations.notebook(), COLOUR_SCREEN);
        preprocessor.reset(raw);
        for (int row = 0; row < 90; row++) {
            for (int column = 0; column < 80; column++) {
                int pixel = ((row + 10) * 2 * 160 + column * 2) * 3;
                int sum = (raw[pixel] & 0xff) + (raw[pixel + 1] & 0xff) + (raw[pixel + 2] & 0xff);
                assertThat(preprocessor.frame()[row * 80 + column]).isEqualTo((byte) (sum / 3));
            }
        }
    }

    @Test
    void theCoursePoolsColoursOfTwoObservationsBeforeItTurnsThemGrey() {
        byte[] noise = noise(2 * COLOUR_SCREEN.size());
        byte[] first = Arrays.copyOfRange(noise, 0, COLOUR_SCREEN.size());
        byte[] second = Arrays.copyOfRange(noise, COLOUR_SCREEN.size(), noise.length);
        Preprocessor preprocessor = new Preprocessor(Observations.course(), COLOUR_SCREEN);
        preprocessor.reset(first);
        assertThat(preprocessor.frame()).isEqualTo(courseFrame(first));
        preprocessor.next(second);
        byte[] larger = new byte[first.length];
        for (int i = 0; i < larger.length; i++) {
            larger[i] = (byte) Math.max(first[i] & 0xff, second[i] & 0xff);
        }
        assertThat(preprocessor.frame()).isEqualTo(courseFrame(larger));
    }

    /** Luminance and bilinear resize in double precision, from the pixels themselves. */
    private static byte[] courseFrame(byte[] rgb) {
        byte[] frame = new byte[84 * 84];
        for (int y = 0; y < 84; y++) {
            double row = (y + 0.5) * 2.5 - 0.5;
            int top = (int) row;
            for (int x = 0; x < 84; x++) {
                double column = (x + 0.5) * (160 / 84.0) - 0.5;
                int left = (int) column;
                double right = column - left;
                double above = (1 - right) * luminance(rgb, top, left) + right * luminance(rgb, top, left + 1);
                double below = (1 - right) * luminance(rgb, top + 1, left) + right * luminance(rgb, top + 1, left + 1);
                double mixed = (1 - (row - top)) * above + (row - top) * below;
                frame[y * 84 + x] = (byte) (int) (mixed * 255);
            }
        }
        return frame;
    }

    private static double luminance(byte[] rgb, int row, int column) {
        int pixel = (row * 160 + column) * 3;
        return 0.2125 * ((rgb[pixel] & 0xff) / 255.0)
                + 0.7154 * ((rgb[pixel + 1] & 0xff) / 255.0)
                + 0.0721 * ((rgb[pixel + 2] & 0xff) / 255.0);
    }

    @ParameterizedTest
    @CsvSource({"MEAN, GREY, 30", "MEAN, RGB, 50", "LUMINANCE, GREY, 12", "LUMINANCE, RGB, 19"})
    void theMaximumIsOfGreyOrOfColours(Color color, PoolColor poolColor, int expected) {
        ObservationConfig config =
                Observations.screen(Pool.FRAMES, poolColor, color, 1, Optional.empty(), Optional.empty(), 1);
        Preprocessor preprocessor = new Preprocessor(config, new FrameSpec(2, 1, 1, 3));
        preprocessor.reset(bytes(60, 0, 0, 0, 0, 90)); // means 20 and 30; luminances 12.75 and 6.49
        assertThat(preprocessor.frame()).isEqualTo(bytes(expected));
    }

    @Test
    void goesOnAfterARestoreAsIfNothingHadHappened() throws IOException {
        byte[] noise = noise(COLOUR_SCREEN.size() + 1);
        byte[] first = Arrays.copyOfRange(noise, 0, COLOUR_SCREEN.size());
        byte[] second = Arrays.copyOfRange(noise, 1, noise.length);
        Preprocessor saved = new Preprocessor(Observations.course(), COLOUR_SCREEN);
        saved.reset(first);
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        saved.save(new DataOutputStream(state));
        Preprocessor restored = new Preprocessor(Observations.course(), COLOUR_SCREEN);
        restored.load(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
        assertThat(restored.frame()).isEqualTo(saved.frame());
        saved.next(second);
        restored.next(second);
        assertThat(restored.frame()).isEqualTo(saved.frame());
    }

    @Test
    void theFrameOutlivesTheRawBuffer() {
        byte[] raw = bytes(1, 2, 3, 4);
        Preprocessor preprocessor = new Preprocessor(Observations.ram(), new FrameSpec(1, 1, 4, 1));
        preprocessor.reset(raw);
        Arrays.fill(raw, (byte) 9);
        assertThat(preprocessor.frame()).isEqualTo(bytes(1, 2, 3, 4));
    }

    @Test
    void refusesToEnlarge() {
        ObservationConfig config = Observations.screen(
                Pool.NONE,
                PoolColor.GREY,
                Color.GREY,
                4,
                Optional.empty(),
                Optional.of(new Resize(84, 40, Method.AREA)),
                1);
        assertThatThrownBy(() -> new Preprocessor(config, new FrameSpec(1, 210, 160, 1)))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("84x40")
                .hasMessageContaining("53x40");
    }

    @Test
    void refusesRawFramesOfAnotherKind() {
        assertThatThrownBy(() -> new Preprocessor(Observations.standard(), new FrameSpec(1, 210, 160, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Preprocessor(Observations.colour(), new FrameSpec(1, 210, 160, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        Preprocessor preprocessor = new Preprocessor(Observations.colour(), COLOUR_SCREEN);
        assertThatThrownBy(() -> preprocessor.next(new byte[5])).isInstanceOf(IllegalArgumentException.class);
    }
}
