package dqn.agent;

import dqn.core.Checkpointable;
import dqn.core.SavedState;
import dqn.replay.Recorder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What was lived through while the replay must stay as it is, in its order; a few steps at most. */
final class Experience implements Checkpointable {
    /** The beginning of an episode, or what an action led to. */
    private static final class Entry {
        private final byte[] frame;
        private boolean begins;
        private int lane;
        private int action;
        private float reward;
        private float discount;
        private boolean last;

        Entry(int frameSize) {
            frame = new byte[frameSize];
        }
    }

    private final Recorder recorder;
    private final int frameSize;
    private final int lanes;
    private final int actions;
    private final int most;
    /** Reused; the first {@link #size} count. */
    private final List<Entry> entries = new ArrayList<>();

    private int size;

    /** @param most entries that are ever kept back */
    Experience(Recorder recorder, int frameSize, int lanes, int actions, int most) {
        this.recorder = recorder;
        this.frameSize = frameSize;
        this.lanes = lanes;
        this.actions = actions;
        this.most = most;
    }

    void beginEpisode(int lane, byte[] frame) {
        Entry entry = next(lane, frame);
        entry.begins = true;
    }

    void append(int lane, int action, float reward, float discount, boolean last, byte[] nextFrame) {
        Entry entry = next(lane, nextFrame);
        entry.begins = false;
        entry.action = action;
        entry.reward = reward;
        entry.discount = discount;
        entry.last = last;
    }

    private Entry next(int lane, byte[] frame) {
        if (size == entries.size()) {
            entries.add(new Entry(frameSize));
        }
        Entry entry = entries.get(size++);
        entry.lane = lane;
        System.arraycopy(frame, 0, entry.frame, 0, frameSize);
        return entry;
    }

    /** Hands all of it on. */
    void flush() {
        for (Entry entry : entries.subList(0, size)) {
            if (entry.begins) {
                recorder.beginEpisode(entry.lane, entry.frame);
            } else {
                recorder.append(entry.lane, entry.action, entry.reward, entry.discount, entry.last, entry.frame);
            }
        }
        size = 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(size);
        for (Entry entry : entries.subList(0, size)) {
            out.writeBoolean(entry.begins);
            out.writeInt(entry.lane);
            out.writeInt(entry.action);
            out.writeFloat(entry.reward);
            out.writeFloat(entry.discount);
            out.writeBoolean(entry.last);
            out.write(entry.frame);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        size = 0;
        boolean[] ended = new boolean[lanes];
        for (int left = SavedState.within(in, most, "steps kept back"); left > 0; left--) {
            boolean begins = in.readBoolean();
            int lane = SavedState.within(in, lanes - 1, "as an environment's number");
            int action = SavedState.within(in, actions - 1, "as an action's number");
            float reward = SavedState.reward(in.readFloat());
            float discount = SavedState.discount(in.readFloat());
            boolean last = in.readBoolean();
            byte[] frame = new byte[frameSize];
            in.readFully(frame);
            SavedState.require(begins || !ended[lane], "a step was kept back that goes on behind an episode's end");
            ended[lane] = !begins && last;
            if (begins) {
                beginEpisode(lane, frame);
            } else {
                append(lane, action, reward, discount, last, frame);
            }
        }
    }
}
