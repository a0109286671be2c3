package dqn.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedStateTest {
    @Test
    void takesWhatCanBe() throws IOException {
        assertThat(SavedState.count(whole(SavedState.MOST_COUNTED), "steps")).isEqualTo(SavedState.MOST_COUNTED);
        assertThat(SavedState.within(number(3), 3, "lanes")).isEqualTo(3);
        assertThat(SavedState.bytes(number(0), 0, "a frame")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, SavedState.MOST_COUNTED + 1, Long.MAX_VALUE})
    void refusesWhatNoRunCounts(long count) {
        assertThatThrownBy(() -> SavedState.count(whole(count), "steps"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(count + " steps");
    }

    /** Without making room for them. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 4, Integer.MAX_VALUE})
    void refusesMoreBytesThanThereCanBe(int length) {
        assertThatThrownBy(() -> SavedState.bytes(number(length), 3, "a frame")).isInstanceOf(IOException.class);
    }

    private static DataInputStream whole(long value) {
        return in(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private static DataInputStream number(int value) {
        return in(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
