package dqn.preprocess;

import static dqn.preprocess.Pictures.bytes;
import static dqn.preprocess.Pictures.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.FrameSpec;
import dqn.core.ObservationSpec;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramePoolTest {
    @Test
    void takesTheLargerOfTwoUnsignedBytes() {
        FramePool pool = new FramePool(new FrameSpec(2, 1, 3, 1), Optional.empty());
        assertThat(pool.apply(bytes(200, 5, 0, 100, 6, 0))).isEqualTo(bytes(200, 6, 0));
    }

    @Test
    void takesTheLargerInEveryRow() {
        FramePool pool = new FramePool(new FrameSpec(2, 210, 160, 1), Optional.empty());
        byte[] frames = noise(2 * 210 * 160);
        System.arraycopy(frames, 0, frames, 210 * 160, 50 * 160); // rows that are the same in both
        byte[] pooled = pool.apply(frames);
        for (int i = 0; i < pooled.length; i++) {
            assertThat(pooled[i] & 0xff).isEqualTo(Math.max(frames[i] & 0xff, frames[210 * 160 + i] & 0xff));
        }
    }

    @Test
    void remembersTheObservationBefore() {
        FramePool pool = new FramePool(new FrameSpec(1, 1, 2, 1), Optional.empty());
        pool.reset(bytes(9, 0));
        assertThat(pool.apply(bytes(9, 0))).isEqualTo(bytes(9, 0));
        assertThat(pool.apply(bytes(3, 4))).isEqualTo(bytes(9, 4));
        assertThat(pool.apply(bytes(1, 1))).isEqualTo(bytes(3, 4));
    }

    @Test
    void aResetForgetsTheEpisodeBefore() {
        FramePool pool = new FramePool(new FrameSpec(1, 1, 1, 1), Optional.empty());
        pool.apply(bytes(250));
        pool.reset(bytes(7));
        assertThat(pool.apply(bytes(7))).isEqualTo(bytes(7));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void brighterPixelsTurnedGreyAreTheMaximumOfTwoGreyPictures(boolean luminance) {
        Brightness brightness = luminance ? Brightness.luminance() : Brightness.mean();
        byte[] frames = noise(2 * 7 * 5 * 3);
        FramePool pool = new FramePool(new FrameSpec(2, 7, 5, 3), Optional.of(brightness));
        byte[] older = grey(Arrays.copyOfRange(frames, 0, 105), brightness);
        byte[] newer = grey(Arrays.copyOfRange(frames, 105, 210), brightness);
        byte[] pooled = grey(pool.apply(frames), brightness);
        for (int i = 0; i < pooled.length; i++) {
            assertThat(pooled[i] & 0xff).isEqualTo(Math.max(older[i] & 0xff, newer[i] & 0xff));
        }
    }

    private static byte[] grey(byte[] frame, Brightness brightness) {
        byte[] planes = new Crop(new FrameSpec(1, 7, 5, 3), 1, Optional.empty()).apply(frame);
        return new Grayscale(new ObservationSpec(3, 7, 5), brightness)
                .apply(planes)
                .clone();
    }

    @Test
    void refusesMoreThanTwoFramesAndTheBrightnessOfGrey() {
        assertThatThrownBy(() -> new FramePool(new FrameSpec(3, 1, 1, 1), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FramePool(new FrameSpec(2, 1, 1, 1), Optional.of(Brightness.mean())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
