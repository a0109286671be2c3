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

    private static long[] draws(RandomStream stream) {
        long[] numbers = new long[20];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = stream.nextLong(1_000_000_007L);
        }
        return numbers;
    }
}
