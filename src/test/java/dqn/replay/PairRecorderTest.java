package dqn.replay;

import static dqn.replay.Contents.FRAME;
import static org.assertj.core.api.Assertions.assertThat;

import dqn.replay.ReplayConfig.Clear;
import dqn.replay.ReplayConfig.Pairs;
import dqn.replay.ReplayConfig.Uniform;
import org.junit.jupiter.api.Test;

class PairRecorderTest {
    /** 0xf0 is brighter than 0x05, in each of a frame's two bytes for itself. */
    @Test
    void brightPixelsAreTheMaximum() {
        ReplayConfig config = new ReplayConfig(10, 1, new Uniform(), false, Clear.NEVER);
        try (ReplayBuffer buffer = new NaiveReplayBuffer(config, FRAME, 1, false, 1)) {
            PairRecorder pairs = new PairRecorder(new Pairs(2, 0, false), buffer, 2, 1);
            pairs.beginEpisode(0, new byte[] {(byte) 0xf0, 0x05});
            pairs.append(0, 1, 2, 0.5f, false, new byte[] {0x05, (byte) 0xf0});
            pairs.append(0, 3, 4, 0.5f, false, new byte[] {0x70, (byte) 0x80});

            assertThat(Contents.of(buffer, 1)).containsExactly("[" + 0xf0f0 + "] -3-> 6.0 0.5 [" + 0x70f0 + "]");
        }
    }
}
