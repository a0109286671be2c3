package dqn.preprocess;

import static dqn.preprocess.Pictures.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.ObservationSpec;
import org.junit.jupiter.api.Test;

class GrayscaleTest {
    @Test
    void meanIsTruncated() {
        // Red, green and blue of three pixels: (1, 1, 0), (255, 255, 255), (200, 100, 51).
        byte[] planes = bytes(1, 255, 200, 1, 255, 100, 0, 255, 51);
        byte[] grey = new Grayscale(new ObservationSpec(3, 1, 3), Brightness.mean()).apply(planes);
        assertThat(grey).isEqualTo(bytes(0, 255, 117));
    }

    @Test
    void luminanceWeighsGreenMost() {
        // Pure colours: 255 times 0.2125, 0.7154 and 0.0721, truncated.
        byte[] planes = bytes(255, 0, 0, 0, 255, 0, 0, 0, 255);
        byte[] grey = new Grayscale(new ObservationSpec(3, 1, 3), Brightness.luminance()).apply(planes);
        assertThat(grey).isEqualTo(bytes(54, 182, 18));
    }

    @Test
    void everyByteSurvivesTheWayToBrightnessAndBack() {
        for (int value = 0; value < 256; value++) {
            assertThat(Brightness.toByte(Brightness.unit(value))).isEqualTo((byte) value);
        }
    }

    @Test
    void refusesWhatIsNoColour() {
        assertThatThrownBy(() -> new Grayscale(new ObservationSpec(1, 2, 2), Brightness.mean()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
