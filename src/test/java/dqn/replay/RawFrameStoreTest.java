package dqn.replay;

class RawFrameStoreTest extends FrameStoreContract {
    @Override
    FrameStore create(int frameSize) {
        return new SegmentedFrameStore(frameSize, new RawCodec(frameSize), 20L * frameSize);
    }
}
