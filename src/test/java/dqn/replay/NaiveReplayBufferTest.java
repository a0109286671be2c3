package dqn.replay;

import dqn.core.ObservationSpec;

class NaiveReplayBufferTest extends UniformReplayBufferContract {
    @Override
    ReplayBuffer create(ReplayConfig config, ObservationSpec frame, int stack, boolean blankBefore, int nStep) {
        return new NaiveReplayBuffer(config, frame, stack, blankBefore, nStep);
    }
}
