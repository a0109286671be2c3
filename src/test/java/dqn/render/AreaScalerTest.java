package dqn.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AreaScalerTest {
    private static byte[] grey(int... levels) {
        byte[] rgb = new byte[3 * levels.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) levels[i / 3];
        }
        return rgb;
    }

    /** Half the light is 255 * 0.5^(1/2.2) = 186.08, a quarter 135.79, a third 154.77, two thirds 212.08. */
    @Test
    void everyPixelIsTheMeanLightOfItsArea() {
        assertThat(AreaScaler.scale(grey(0, 255, 255, 0), 2, 2, 1, 1)).isEqualTo(grey(186));
        assertThat(AreaScaler.scale(grey(0, 0, 255, 0), 1, 4, 1, 1)).isEqualTo(grey(136));
        assertThat(AreaScaler.scale(grey(0, 255, 0), 1, 3, 1, 2)).isEqualTo(grey(155, 155));
        assertThat(AreaScaler.scale(grey(255, 255, 0), 3, 1, 2, 1)).isEqualTo(grey(255, 155));
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        byte[] all = new byte[256 * 3];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(AreaScaler.scale(all, 16, 16, 16, 16)).isEqualTo(all);
    }

    @Test
    void largerRepeatsPixels() {
        assertThat(AreaScaler.scale(grey(10, 200), 1, 2, 2, 4)).isEqualTo(grey(10, 10, 200, 200, 10, 10, 200, 200));
    }

    @Test
    void coloursStayApart() {
        byte[] redBlue = {(byte) 255, 0, 0, 0, 0, (byte) 255};
        assertThat(AreaScaler.scale(redBlue, 1, 2, 1, 1)).containsExactly(186, 0, 186);
    }
}
