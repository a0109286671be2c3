package dqn.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.Frozen;
import dqn.core.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every frame store does, held against a list of all frames ever put. */
abstract class FrameStoreContract {
    /** A store of frames of {@code frameSize} bytes whose segments are as small as can be. */
    abstract FrameStore create(int frameSize);

    private static final int SIZE = 100;

    /** Frames in which some bytes change, now and then all of them. */
    private static final class Film {
        final RandomStream random = new RandomStream(1, "film");
        final byte[] frame;

        Film(int frameSize) {
            frame = new byte[frameSize];
        }

        byte[] next() {
            boolean cut = random.nextDouble() < 0.05;
            int changes = cut ? frame.length : random.nextInt(1 + frame.length / 10);
            for (int i = 0; i < changes; i++) {
                frame[cut ? i : random.nextInt(frame.length)] = (byte) random.nextInt(cut ? 256 : 4);
            }
            return frame.clone();
        }
    }

    private static void fill(FrameStore store, List<byte[]> all, Film film, int count) {
        for (int i = 0; i < count; i++) {
            all.add(film.next());
            store.put(all.size() - 1, all.get(all.size() - 1));
        }
    }

    /** Every run of up to 7 frames is what it was. */
    private static void assertHolds(FrameStore store, List<byte[]> all, int frameSize) {
        assertThat(store.end()).isEqualTo(all.size());
        byte[] target = new byte[7 * frameSize + 2];
        for (int first = (int) store.begin(); first < all.size(); first++) {
            int count = 1 + first % Math.min(7, all.size() - first);
            Arrays.fill(target, (byte) 77);
            store.get(first, count, target, 1);
            assertThat(target[0]).isEqualTo((byte) 77);
            assertThat(target[1 + count * frameSize]).isEqualTo((byte) 77);
            for (int i = 0; i < count; i++) {
                byte[] frame = Arrays.copyOfRange(target, 1 + i * frameSize, 1 + (i + 1) * frameSize);
                assertThat(frame).isEqualTo(all.get(first + i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 128, 255, 256, 300, 7056, 40_000})
    void givesBackEveryFrameOfAnySize(int frameSize) {
        try (FrameStore store = create(frameSize)) {
            List<byte[]> all = new ArrayList<>();
            fill(store, all, new Film(frameSize), 150);
            assertHolds(store, all, frameSize);
        }
    }

    @Test
    void givesBackWhatRandomOperationsLeft() throws IOException {
        for (int seed = 1; seed <= 20; seed++) {
            RandomStream random = new RandomStream(seed, "operations");
            Film film = new Film(SIZE);
            try (FrameStore store = create(SIZE)) {
                List<byte[]> all = new ArrayList<>();
                long begin = 0;
                for (int i = 0; i < 60; i++) {
                    double kind = random.nextDouble();
                    if (kind < 0.1 && !all.isEmpty()) {
                        all.set(all.size() - 1, film.next());
                        store.put(all.size() - 1, all.get(all.size() - 1));
                    } else if (kind < 0.3) {
                        begin = Math.max(begin, random.nextInt(all.size() + 1));
                        store.forget(begin);
                    } else if (kind < 0.32) {
                        store.clear();
                        all.clear();
                        begin = 0;
                    } else if (kind < 0.4) {
                        load(store, save(store));
                    } else {
                        fill(store, all, film, 1 + random.nextInt(40));
                    }
                    assertThat(store.begin()).isEqualTo(begin);
                    assertHolds(store, all, SIZE);
                }
            }
        }
    }

    @Test
    void refusesWhatIsNotHeld() {
        try (FrameStore store = create(SIZE)) {
            List<byte[]> all = new ArrayList<>();
            fill(store, all, new Film(SIZE), 50);
            store.forget(20);
            byte[] target = new byte[10 * SIZE];
            assertThatThrownBy(() -> store.get(19, 2, target, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.get(49, 2, target, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.put(48, all.get(0))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.put(51, all.get(0))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.put(50, new byte[SIZE + 1])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void takesTheSameMemoryHoweverLongItRuns() {
        try (FrameStore store = create(SIZE)) {
            Film film = new Film(SIZE);
            List<byte[]> all = new ArrayList<>();
            long most = 0;
            for (int i = 0; i < 20_000; i++) {
                fill(store, all, film, 1);
                store.forget(all.size() - 500);
                if (i < 10_000) {
                    most = Math.max(most, store.byteCount());
                } else {
                    assertThat(store.byteCount()).isLessThanOrEqualTo(most + 2 * store.growth());
                }
            }
            // as they are, and the segments that are half full or half forgotten
            assertThat(most).isLessThan(500 * (SIZE + 4) + 5 * store.growth());
            assertHolds(store, all, SIZE);
        }
    }

    @Test
    void takesLittleMoreThanFramesThatCannotBeCompressed() {
        int frameSize = 1_000;
        try (FrameStore store = create(frameSize)) {
            RandomStream random = new RandomStream(1, "noise");
            byte[] frame = new byte[frameSize];
            for (int i = 0; i < 1_600; i++) {
                for (int k = 0; k < frameSize; k++) {
                    frame[k] = (byte) random.nextInt(256);
                }
                store.put(i, frame);
            }
            // a base for each group, as small as these segments are
            assertThat(store.byteCount()).isLessThan(1_600L * frameSize * 108 / 100);
        }
    }

    @Test
    void tellsWhatMustBeForgottenForMemoryToComeFree() {
        try (FrameStore store = create(SIZE)) {
            List<byte[]> all = new ArrayList<>();
            Film film = new Film(SIZE);
            fill(store, all, film, 10);
            store.forget(3);
            fill(store, all, film, 1_000);
            long before = store.byteCount();
            store.forget(store.nextRelease() - 1);
            assertThat(store.byteCount()).isEqualTo(before);
            store.forget(store.nextRelease());
            assertThat(store.byteCount()).isLessThan(before);
        }
    }

    @Test
    void severalThreadsReadAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (FrameStore store = create(SIZE)) {
            List<byte[]> all = new ArrayList<>();
            fill(store, all, new Film(SIZE), 300);
            Callable<Void> reader = () -> {
                for (int round = 0; round < 20; round++) {
                    assertHolds(store, all, SIZE);
                }
                return null;
            };
            for (Future<Void> result : threads.invokeAll(List.of(reader, reader, reader, reader))) {
                result.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void whatIsFrozenStaysWhileTheStoreGoesOn() throws IOException {
        try (FrameStore store = create(SIZE)) {
            Film film = new Film(SIZE);
            List<byte[]> all = new ArrayList<>();
            fill(store, all, film, 333);
            store.forget(100);
            byte[] saved = save(store);
            try (Frozen frozen = store.freeze()) {
                store.put(332, film.next());
                fill(store, all, film, 2_000);
                store.forget(2_300);
                fill(store, all, film, 2_000);
                load(store, save(restored(frozen)));
                assertThat(save(store)).isEqualTo(saved);
            }
        }
    }

    private FrameStore restored(Frozen frozen) throws IOException {
        FrameStore restored = create(SIZE);
        FrozenState.of(frozen).restore(restored);
        return restored;
    }

    @Test
    void aSettledBlockIsTheSameEverAfter() throws IOException {
        try (FrameStore store = create(SIZE)) {
            Film film = new Film(SIZE);
            List<byte[]> all = new ArrayList<>();
            fill(store, all, film, 5_000);
            Set<String> before = blocks(store);
            fill(store, all, film, 100);
            assertThat(blocks(store)).containsAll(before);
            store.forget(5_050);
            assertThat(blocks(store)).hasSizeLessThan(before.size());
            fill(store, all, film, 10_000); // in the memory that came free
            assertThat(blocks(store)).doesNotContainAnyElementsOf(before);
        }
    }

    private static Set<String> blocks(FrameStore store) throws IOException {
        try (Frozen frozen = store.freeze()) {
            return FrozenState.of(frozen).blocks().keySet();
        }
    }

    @Test
    void goesOnTheSameAfterLoading() throws IOException {
        try (FrameStore store = create(SIZE);
                FrameStore restored = create(SIZE)) {
            Film film = new Film(SIZE);
            List<byte[]> all = new ArrayList<>();
            fill(store, all, film, 333);
            store.forget(100);
            fill(restored, new ArrayList<>(), new Film(SIZE), 50);
            load(restored, save(store));
            assertThat(restored.byteCount()).isEqualTo(store.byteCount());
            for (int i = 0; i < 500; i++) {
                fill(store, all, film, 1);
                restored.put(all.size() - 1, all.get(all.size() - 1));
                store.forget(all.size() - 200);
                restored.forget(all.size() - 200);
                assertThat(restored.byteCount()).isEqualTo(store.byteCount());
            }
            assertThat(save(restored)).isEqualTo(save(store));
        }
    }

    @Test
    void refusesAStateThatIsCutAnywhere() throws IOException {
        try (FrameStore store = create(SIZE);
                FrameStore restored = create(SIZE)) {
            fill(store, new ArrayList<>(), new Film(SIZE), 100);
            byte[] saved = save(store);
            for (int length = 0; length < saved.length; length++) {
                byte[] cut = Arrays.copyOf(saved, length);
                assertThatThrownBy(() -> load(restored, cut)).isInstanceOf(IOException.class);
                assertThat(restored.end()).isZero();
            }
        }
    }

    @Test
    void refusesAStateWithAWrongByteAnywhere() throws IOException {
        try (FrameStore store = create(SIZE);
                FrameStore restored = create(SIZE)) {
            fill(store, new ArrayList<>(), new Film(SIZE), 100);
            byte[] saved = save(store);
            for (int at = 0; at < saved.length; at++) {
                byte[] wrong = saved.clone();
                wrong[at] ^= (byte) 0x81;
                assertThatThrownBy(() -> load(restored, wrong)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void refusesFramesOfAnotherSize() throws IOException {
        try (FrameStore store = create(SIZE);
                FrameStore other = create(SIZE + 1)) {
            fill(store, new ArrayList<>(), new Film(SIZE), 50);
            byte[] saved = save(store);
            assertThatThrownBy(() -> load(other, saved))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("frames of 100 bytes")
                    .hasMessageContaining("frames of 101 bytes");
        }
    }

    @Test
    void holdsNothingOnceClosed() {
        FrameStore store = create(SIZE);
        fill(store, new ArrayList<>(), new Film(SIZE), 50);
        store.close();
        assertThat(store.byteCount()).isZero();
    }

    static byte[] save(FrameStore store) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    static void load(FrameStore store, byte[] saved) throws IOException {
        store.load(new DataInputStream(new ByteArrayInputStream(saved)));
    }
}
