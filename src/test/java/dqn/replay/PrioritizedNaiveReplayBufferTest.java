package dqn.replay;

import dqn.core.ObservationSpec;

class PrioritizedNaiveReplayBufferTest extends PrioritizedReplayBufferContract {
    @Override
    ReplayBuffer createPrioritized(
            ReplayConfig config, ObservationSpec frame, int stack, boolean blankBefore, int nStep) {
        return new NaiveReplayBuffer(config, frame, stack, blankBefore, nStep);
    }
}
