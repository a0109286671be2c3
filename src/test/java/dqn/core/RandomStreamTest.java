package dqn.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    @Test
    void theSameSeedAndNameGiveTheSameNumbers() {
        assertThat(draws(new RandomStream(3, "a"))).containsExactly(draws(new RandomStream(3, "a")));
        assertThat(draws(new RandomStream(3, "a"))).isNotEqualTo(draws(new RandomStream(3, "b")));
        assertThat(draws(new RandomStream(3, "a"))).isNotEqualTo(draws(new RandomStream(4, "a")));
    }

    @Test
    void goesOnWhereItWasSaved() throws IOException {
        RandomStream stream = new RandomStream(3, "a");
        draws(stream);
        stream.nextInt(7);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        stream.save(new DataOutputStream(saved));
        RandomStream other = new RandomStream(99, "z");
        other.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        assertThat(draws(other)).containsExactly(draws(stream));
    }

    @Test
    void refusesAnotherKindOfState() {
        byte[] wrong = {0, 0, 0, 3, 1, 2, 3};
        RandomStream stream = new RandomStream(1, "a");
        assertThatThrownBy(() -> stream.load(new DataInputStream(new ByteArrayInputStream(wrong))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3 bytes");
    }

    /** Of a hundred thousand: three standard errors of the mean are 0.0095, of the square 0.013, of the fourth power 0.093. */
    @Test
    void gaussiansHaveTheMomentsOfTheNormalDistribution() {
        RandomStream stream = new RandomStream(5, "gaussians");
        int count = 100_000;
        double[] sums = new double[4];
        for (int i = 0; i < count; i++) {
            double x = stream.nextGaussian();
            for (int power = 1; power <= 4; power++) {
                sums[power - 1] += Math.pow(x, power) / count;
            }
        }
        assertThat(sums[0]).isBetween(-0.0095, 0.0095);
        assertThat(sums[1]).isBetween(1 - 0.013, 1 + 0.013);
        assertThat(sums[2]).isBetween(-0.037, 0.037);
        assertThat(sums[3]).isBetween(3 - 0.093, 3 + 0.093);
    }

    private static long[] draws(RandomStream stream) {
        long[] numbers = new long[20];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = stream.nextLong(1_000_000_007L);
        }
        return numbers;
    }
}
