package dqn.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompressedFrameStoreTest extends FrameStoreContract {
    @Override
    FrameStore create(int frameSize) {
        return new SegmentedFrameStore(frameSize, new PatchCodec(frameSize), 0);
    }

    /** A dot that moves through a picture: a base, and a few bytes a frame. */
    @Test
    void compressesFramesThatChangeLittle() {
        int frameSize = 84 * 84;
        try (FrameStore store = SegmentedFrameStore.create(frameSize, new PatchCodec(frameSize), Long.MAX_VALUE)) {
            byte[] frame = new byte[frameSize];
            for (int i = 0; i < 100_000; i++) {
                frame[i % frameSize] = 0;
                frame[(i + 1) % frameSize] = (byte) 200;
                store.put(i, frame);
            }
            assertThat(store.byteCount()).isLessThan(100_000 * 20);
        }
    }
}
