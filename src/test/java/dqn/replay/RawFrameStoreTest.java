package dqn.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Three-byte frames, three to a segment of ten bytes: seven slots are three segments, the last one short. */
class RawFrameStoreTest {
    private static RawFrameStore store() {
        return new RawFrameStore(3, 7, 10);
    }

    private static byte[] frame(int number) {
        return new byte[] {(byte) number, (byte) (number + 1), (byte) (number + 2)};
    }

    private static void fill(FrameStore store, int count) {
        for (int slot = 0; slot < count; slot++) {
            store.put(slot, frame(10 * slot));
        }
    }

    @Test
    void keepsEveryFrameApart() {
        try (FrameStore store = store()) {
            fill(store, 7);
            store.put(0, frame(100));
            byte[] target = new byte[5];
            for (int slot = 0; slot < 7; slot++) {
                store.get(slot, target, 1);
                int number = slot == 0 ? 100 : 10 * slot;
                assertThat(target).containsExactly(0, number, number + 1, number + 2, 0);
            }
        }
    }

    @Test
    void allocatesSegmentBySegment() {
        try (FrameStore store = store()) {
            assertThat(store.byteCount()).isZero();
            fill(store, 1);
            assertThat(store.byteCount()).isEqualTo(9);
            fill(store, 4);
            assertThat(store.byteCount()).isEqualTo(18);
            fill(store, 7);
            assertThat(store.byteCount()).isEqualTo(21);
        }
    }

    @Test
    void savesWhatWasPut() throws IOException {
        try (FrameStore store = store();
                FrameStore restored = store()) {
            fill(store, 5);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.save(new DataOutputStream(bytes));
            assertThat(bytes.size()).isEqualTo(8 + 5 * 3);
            restored.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            byte[] target = new byte[3];
            restored.get(4, target, 0);
            assertThat(target).isEqualTo(frame(40));
        }
    }

    @Test
    void refusesFramesOfAnotherSize() throws IOException {
        try (FrameStore store = store();
                FrameStore other = new RawFrameStore(4, 7, 10)) {
            fill(store, 5);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.save(new DataOutputStream(bytes));
            assertThatThrownBy(() -> other.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("frames of 3 bytes");
        }
    }

    @Test
    void holdsNothingOnceClosed() {
        FrameStore store = store();
        fill(store, 7);
        store.close();
        assertThat(store.byteCount()).isZero();
    }
}
