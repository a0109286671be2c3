package dqn.replay;

import dqn.core.Checkpointable;
import dqn.core.SavedState;
import dqn.replay.ReplayConfig.Pairs;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Hands on one transition for every few agent steps, made of the first two of them: both its frames are the pixel-wise
 * maxima of the two steps' frames, its action, discount and end are the second's, its reward is the sum of both.
 *
 * <pre>
 * frames          f0 -> f1 -> f2 -> f3 -> f4 -> f5 -> f6 -> ...      every: 4
 * handed on       max(f0, f1) -> max(f1, f2)    max(f4, f5) -> max(f5, f6)
 * </pre>
 *
 * A pair whose first step was the last of an episode, ended or left unfinished, has its second in the next one. Each
 * transition is handed on as an episode of its own.
 */
public final class PairRecorder implements Recorder, Checkpointable {
    private final Pairs config;
    private final Recorder recorder;
    private final Steps[] lanes;
    private final byte[] frame;
    private final byte[] nextFrame;

    /** What is known of an environment's newest steps. */
    private static final class Steps {
        private final byte[] newest;
        private final byte[] first;
        private final byte[] afterFirst;
        private long stepCount;
        private float reward;
        private boolean ended;

        Steps(int frameSize) {
            newest = new byte[frameSize];
            first = new byte[frameSize];
            afterFirst = new byte[frameSize];
        }

        void begin(byte[] nextFrame, float itsReward, boolean last) {
            copy(newest, first);
            copy(nextFrame, afterFirst);
            reward = itsReward;
            ended = last;
        }
    }

    /** Hands on to this recorder, from so many environments, frames of this many bytes. */
    public PairRecorder(Pairs config, Recorder recorder, int frameSize, int lanes) {
        this.config = config;
        this.recorder = recorder;
        this.lanes = new Steps[lanes];
        Arrays.setAll(this.lanes, i -> new Steps(frameSize));
        frame = new byte[frameSize];
        nextFrame = new byte[frameSize];
    }

    private static void copy(byte[] from, byte[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }

    @Override
    public void beginEpisode(int lane, byte[] first) {
        copy(first, lanes[lane].newest);
        lanes[lane].ended = true; // be it unfinished
    }

    @Override
    public void append(int number, int action, float reward, float discount, boolean last, byte[] next) {
        Steps lane = lanes[number];
        long step = lane.stepCount++ - config.after();
        if (step >= 0 && step % config.every() == 0) {
            lane.begin(next, reward, last);
        } else if (step >= 0 && step % config.every() == 1 && (config.acrossEpisodes() || !lane.ended)) {
            maximum(lane.first, lane.newest, frame);
            maximum(lane.afterFirst, next, nextFrame);
            recorder.beginEpisode(number, frame);
            recorder.append(number, action, lane.reward + reward, discount, true, nextFrame);
        }
        copy(next, lane.newest);
    }

    private static void maximum(byte[] one, byte[] other, byte[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = (byte) Math.max(one[i] & 0xff, other[i] & 0xff);
        }
    }

    @Override
    public void clear() {
        for (Steps lane : lanes) {
            lane.stepCount = 0;
        }
        recorder.clear();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (Steps lane : lanes) {
            out.writeLong(lane.stepCount);
            out.writeFloat(lane.reward);
            out.writeBoolean(lane.ended);
            out.write(lane.newest);
            out.write(lane.first);
            out.write(lane.afterFirst);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        for (Steps lane : lanes) {
            lane.stepCount = SavedState.count(in, "steps since the replay was emptied");
            lane.reward = SavedState.reward(in.readFloat());
            lane.ended = in.readBoolean();
            in.readFully(lane.newest);
            in.readFully(lane.first);
            in.readFully(lane.afterFirst);
        }
    }
}
