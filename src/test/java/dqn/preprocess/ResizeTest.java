package dqn.preprocess;

import static dqn.preprocess.Pictures.bytes;
import static dqn.preprocess.Pictures.grey;
import static dqn.preprocess.Pictures.noise;
import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.FrameSpec;
import dqn.core.ObservationSpec;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeTest {
    /** Made by scripts/peers/resize_fixtures.py with OpenCV and scikit-image. */
    @ParameterizedTest(name = "{0} {1}x{2}x{3} to {4}x{5}")
    @CsvFileSource(resources = "/dqn/preprocess/resize.csv")
    void equalsTheLibrariesByteForByte(
            String method, int channels, int height, int width, int toHeight, int toWidth, String crc) {
        Stage planes = new Crop(new FrameSpec(1, height, width, channels), 1, Optional.empty());
        Stage resize = resize(method, planes.output(), toHeight, toWidth);
        byte[] resized = resize.apply(planes.apply(noise(height * width * channels)));
        assertThat(Pictures.crc32(resized)).isEqualTo(crc);
    }

    private static Stage resize(String method, ObservationSpec source, int height, int width) {
        return switch (method) {
            case "area" -> AreaResize.of(source, height, width);
            case "bilinear" -> new BilinearResize(source, Optional.empty(), height, width);
            case "luminance" -> new BilinearResize(source, Optional.of(Brightness.luminance()), height, width);
            default -> throw new IllegalArgumentException(method);
        };
    }

    @Test
    void areaCountsEachPixelByThePartThatIsCovered() {
        // Three pixels to two: each new one covers one and a half.
        byte[] resized = AreaResize.of(grey(1, 3), 1, 2).apply(bytes(30, 60, 90));
        assertThat(resized).isEqualTo(bytes((30 + 60 / 2) * 2 / 3, (60 / 2 + 90) * 2 / 3));
    }

    @Test
    void wholeBlocksRoundHalfToEvenButTwoByTwoRoundsUp() {
        assertThat(AreaResize.of(grey(1, 4), 1, 2).apply(bytes(0, 1, 1, 2))).isEqualTo(bytes(0, 2));
        assertThat(AreaResize.of(grey(2, 2), 1, 1).apply(bytes(0, 1, 1, 0))).isEqualTo(bytes(1));
    }

    @Test
    void bilinearMixesTheFourPixelsAroundTheNewCentre() {
        // 5 to 2: centres at 0.75 and 3.25.
        Stage resize = new BilinearResize(grey(1, 5), Optional.empty(), 1, 2);
        assertThat(resize.apply(bytes(0, 100, 0, 200, 40))).isEqualTo(bytes(75, 160));
    }

    @Test
    void bilinearDoesNotRoundTheGreyBeforeItResizes() {
        // Luminances 0.93 and 1.94 have the mean 1.43; as bytes 0 and 1 they would have 0.5.
        byte[] planes = bytes(0, 0, 1, 2, 3, 7);
        ObservationSpec colours = new ObservationSpec(3, 1, 2);
        assertThat(new Grayscale(colours, Brightness.luminance()).apply(planes)).isEqualTo(bytes(0, 1));
        Stage resize = new BilinearResize(colours, Optional.of(Brightness.luminance()), 1, 1);
        assertThat(resize.output()).isEqualTo(new ObservationSpec(1, 1, 1));
        assertThat(resize.apply(planes)).isEqualTo(bytes(1));
    }

    @ParameterizedTest
    @CsvSource({"210,160,84,84", "250,160,84,84", "37,53,36,7", "100,3,11,2", "12,18,6,6", "17,19,1,1"})
    void areaIsTheExactMeanUpToRounding(int height, int width, int toHeight, int toWidth) {
        byte[] picture = noise(height * width);
        byte[] resized = AreaResize.of(grey(height, width), toHeight, toWidth).apply(picture);
        for (int y = 0; y < toHeight; y++) {
            for (int x = 0; x < toWidth; x++) {
                double exact = exactMean(picture, height, width, y, x, toHeight, toWidth);
                assertThat((double) (resized[y * toWidth + x] & 0xff)).isBetween(exact - 0.51, exact + 0.51);
            }
        }
    }

    /** In whole numbers: each source pixel is cut into toHeight * toWidth tiles. */
    private static double exactMean(byte[] picture, int height, int width, int y, int x, int toHeight, int toWidth) {
        long sum = 0;
        for (int row = 0; row < height; row++) {
            long rows = overlap(row, toHeight, y, height);
            for (int column = 0; column < width && rows > 0; column++) {
                sum += rows * overlap(column, toWidth, x, width) * (picture[row * width + column] & 0xff);
            }
        }
        return (double) sum / ((long) height * width);
    }

    /** Length common to [a * aLength, (a + 1) * aLength] and [b * bLength, (b + 1) * bLength]. */
    private static long overlap(int a, int aLength, int b, int bLength) {
        return Math.max(
                0, Math.min((a + 1L) * aLength, (b + 1L) * bLength) - Math.max((long) a * aLength, (long) b * bLength));
    }

    @ParameterizedTest
    @CsvSource({"1,210,160,84,84", "3,37,53,36,7"})
    void whatIsKeptOfThePictureBeforeChangesNothing(int channels, int height, int width, int toHeight, int toWidth) {
        ObservationSpec source = new ObservationSpec(channels, height, width);
        Stage keeping = AreaResize.of(source, toHeight, toWidth);
        byte[] picture = new byte[source.size()];
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] patch = new byte[random.nextInt(3 * width)];
            random.nextBytes(patch);
            System.arraycopy(patch, 0, picture, random.nextInt(picture.length - patch.length), patch.length);
            Stage fresh = AreaResize.of(source, toHeight, toWidth);
            assertThat(keeping.apply(picture)).isEqualTo(fresh.apply(picture));
        }
    }

    @Test
    void theSourceStaysAsItWas() {
        byte[] picture = noise(210 * 160);
        AreaResize.of(grey(210, 160), 84, 84).apply(picture);
        new BilinearResize(grey(210, 160), Optional.empty(), 84, 84).apply(picture);
        assertThat(picture).isEqualTo(noise(210 * 160));
    }
}
