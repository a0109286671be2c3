package dqn.preprocess;

import dqn.core.FrameSpec;
import dqn.core.ObservationSpec;

/** Looks at pictures on their way through a {@link Preprocessor}; the bytes are to be read during the call only. */
public interface StageViewer {
    /** Sees nothing. */
    StageViewer NOBODY = new StageViewer() {
        @Override
        public void frames(String what, FrameSpec shape, byte[] interleaved) {}

        @Override
        public void picture(String stage, ObservationSpec shape, byte[] planes) {}
    };

    /** What the environment shows, and the maximum of it: {@code [frames][height][width][channels]}. */
    void frames(String what, FrameSpec shape, byte[] interleaved);

    /** What a stage has made: {@code [channels][height][width]}. */
    void picture(String stage, ObservationSpec shape, byte[] planes);
}
