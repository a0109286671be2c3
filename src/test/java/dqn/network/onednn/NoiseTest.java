package dqn.network.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.RandomStream;
import org.junit.jupiter.api.Test;

class NoiseTest {
    /** The square of a factor is the magnitude of a normal number, on average the root of 2/pi; half of them are negative. */
    @Test
    void factorsAreRootsOfNormalNumbers() {
        float[] factors = Noise.factors(100_000, new RandomStream(6, "factors"));
        double squares = 0;
        double negative = 0;
        for (float factor : factors) {
            squares += (double) factor * factor / factors.length;
            negative += factor < 0 ? 1.0 / factors.length : 0;
        }
        assertThat(squares).isBetween(0.798 - 0.006, 0.798 + 0.006);
        assertThat(negative).isBetween(0.495, 0.505);
    }
}
