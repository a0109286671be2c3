package dqn.preprocess;

import static dqn.preprocess.Pictures.bytes;
import static dqn.preprocess.Pictures.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.core.FrameSpec;
import dqn.preprocess.ObservationConfig.Range;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropTest {
    @Test
    void laysColoursOutInPlanes() {
        Stage crop = new Crop(new FrameSpec(1, 1, 2, 3), 1, Optional.empty());
        assertThat(crop.apply(bytes(10, 20, 30, 11, 21, 31))).isEqualTo(bytes(10, 11, 20, 21, 30, 31));
    }

    @Test
    void keepsEveryNthRowAndColumnFromTheFirstOn() {
        Stage crop = new Crop(new FrameSpec(1, 3, 3, 1), 2, Optional.empty());
        assertThat(crop.apply(bytes(0, 1, 2, 3, 4, 5, 6, 7, 8))).isEqualTo(bytes(0, 2, 6, 8));
    }

    @ParameterizedTest
    @CsvSource({"210,160,1,1,0,210,0,160", "210,160,3,2,10,100,0,80", "37,53,3,5,2,7,1,11", "9,7,1,3,1,2,2,3"})
    void equalsTheDefinition(
            int height, int width, int channels, int stride, int firstRow, int endRow, int firstColumn, int endColumn) {
        byte[] raw = noise(height * width * channels);
        Crop crop = new Crop(
                new FrameSpec(1, height, width, channels),
                stride,
                Optional.of(
                        new ObservationConfig.Crop(new Range(firstRow, endRow), new Range(firstColumn, endColumn))));
        byte[] planes = crop.apply(raw);
        assertThat(planes).hasSize(crop.output().size());
        int i = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int row = firstRow; row < endRow; row++) {
                for (int column = firstColumn; column < endColumn; column++) {
                    int source = (row * stride * width + column * stride) * channels + channel;
                    assertThat(planes[i++]).isEqualTo(raw[source]);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"10,106,0,80,rows", "0,105,0,81,columns", "105,106,0,80,rows"})
    void refusesAWindowThatIsNotInside(int firstRow, int endRow, int firstColumn, int endColumn, String what) {
        Optional<ObservationConfig.Crop> window =
                Optional.of(new ObservationConfig.Crop(new Range(firstRow, endRow), new Range(firstColumn, endColumn)));
        assertThatThrownBy(() -> new Crop(new FrameSpec(1, 210, 160, 1), 2, window))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("observation.crop")
                .hasMessageContaining(what);
    }
}
