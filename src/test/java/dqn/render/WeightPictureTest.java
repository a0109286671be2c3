package dqn.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class WeightPictureTest {
    /** Two units of one plane of 1 x 2: the largest weight of all is full red, its negative full blue, 0 white. */
    @Test
    void allUnitsAreOnOneScale() {
        BufferedImage picture = new WeightPicture(1, 1, 2).draw(new float[] {9, 0, 4, -4, 2}, 1, 2);

        assertThat(picture.getRGB(8, 8)).isEqualTo(0xffffffff);
        assertThat(picture.getRGB(14, 8)).isEqualTo(0xffff0000);
        int second = 6 + (2 * 6 + 1) + 6;
        assertThat(picture.getRGB(second + 2, 8)).isEqualTo(0xff0000ff);
        assertThat(picture.getRGB(second + 8, 8)).isEqualTo(0xffff8080);
    }
}
