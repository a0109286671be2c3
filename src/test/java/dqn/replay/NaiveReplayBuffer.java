package dqn.replay;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The obvious buffer that others are held against: every episode ever, searched from the beginning at every call. */
final class NaiveReplayBuffer implements ReplayBuffer {
    private record Step(int action, float reward, float discount, boolean last) {}

    private record Transition(byte[] state, int action, double reward, double discount, byte[] next) {}

    private static final class Episode {
        final List<byte[]> frames = new ArrayList<>();
        final List<Step> steps = new ArrayList<>();
        boolean over;
    }

    private final ObservationSpec frame;
    private final int stack;
    private final boolean blankBefore;
    private final long capacity;
    private final int nStep;
    private final boolean withReplacement;
    private final List<Episode> episodes = new ArrayList<>();
    private final List<Transition> drawn = new ArrayList<>();

    NaiveReplayBuffer(ReplayConfig config, ObservationSpec frame, int stack, boolean blankBefore, int nStep) {
        this.frame = frame;
        this.stack = stack;
        this.blankBefore = blankBefore;
        this.capacity = Math.max(1, config.capacity());
        this.nStep = nStep;
        this.withReplacement = config.withReplacement();
    }

    @Override
    public void beginEpisode(int lane, byte[] first) {
        requireFrame(first);
        if (!episodes.isEmpty()) {
            newest().over = true;
        }
        episodes.add(new Episode());
        newest().frames.add(first.clone());
    }

    @Override
    public void append(int lane, int action, float reward, float discount, boolean last, byte[] nextFrame) {
        requireFrame(nextFrame);
        if (episodes.isEmpty() || newest().over) {
            throw new IllegalStateException("no episode");
        }
        newest().steps.add(new Step(action, reward, discount, last));
        newest().frames.add(nextFrame.clone());
        newest().over = last;
    }

    @Override
    public long size() {
        return transitions().size();
    }

    @Override
    public void draw(RandomStream random, TransitionBatch batch) {
        if (batch.states.length != batch.size() * stack * frame.size()) {
            throw new IllegalArgumentException("other observations");
        }
        List<Transition> all = transitions();
        if (all.isEmpty() || (!withReplacement && all.size() < batch.size())) {
            throw new IllegalStateException("too few");
        }
        drawn.clear();
        for (int row = 0; row < batch.size(); row++) {
            int index = random.nextInt(all.size());
            Transition t = withReplacement ? all.get(index) : all.remove(index);
            drawn.add(t);
            batch.actions[row] = t.action;
            batch.rewards[row] = (float) t.reward;
            batch.discounts[row] = (float) t.discount;
        }
    }

    @Override
    public void read(TransitionBatch batch, int from, int to) {
        for (int row = from; row < to; row++) {
            Transition t = drawn.get(row);
            System.arraycopy(t.state, 0, batch.states, row * t.state.length, t.state.length);
            System.arraycopy(t.next, 0, batch.nextStates, row * t.next.length, t.next.length);
        }
    }

    /** The newest {@code capacity} of all transitions that are known whole. */
    private List<Transition> transitions() {
        List<Transition> all = new ArrayList<>();
        for (Episode episode : episodes) {
            for (int t = 0; t < episode.steps.size(); t++) {
                if (isComplete(episode, t)) {
                    all.add(transition(episode, t));
                }
            }
        }
        return new ArrayList<>(all.subList((int) Math.max(0, all.size() - capacity), all.size()));
    }

    private boolean isComplete(Episode episode, int t) {
        boolean stopped = episode.steps.subList(t, Math.min(t + nStep, episode.steps.size())).stream()
                .anyMatch(step -> step.discount == 0);
        return stopped || episode.over || t + nStep <= episode.steps.size();
    }

    private Transition transition(Episode episode, int t) {
        double reward = 0;
        double discount = 1;
        int end = t;
        while (end < t + nStep && end < episode.steps.size() && discount != 0) {
            Step step = episode.steps.get(end++);
            reward += discount * step.reward;
            discount *= step.discount;
        }
        byte[] next = discount == 0 ? new byte[stack * frame.size()] : stackAt(episode, end);
        return new Transition(stackAt(episode, t), episode.steps.get(t).action, reward, discount, next);
    }

    private byte[] stackAt(Episode episode, int t) {
        byte[] result = new byte[stack * frame.size()];
        for (int i = 0; i < stack; i++) {
            int index = t - stack + 1 + i;
            if (index >= 0 || !blankBefore) {
                byte[] source = episode.frames.get(Math.max(0, index));
                System.arraycopy(source, 0, result, i * frame.size(), frame.size());
            }
        }
        return result;
    }

    private Episode newest() {
        return episodes.get(episodes.size() - 1);
    }

    private void requireFrame(byte[] bytes) {
        if (bytes.length != frame.size()) {
            throw new IllegalArgumentException("a frame of another size");
        }
    }

    @Override
    public void clear() {
        episodes.clear();
    }

    @Override
    public long byteCount() {
        return episodes.stream()
                .mapToLong(episode -> (long) episode.frames.size() * frame.size())
                .sum();
    }

    @Override
    public void close() {}

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeUTF(shape());
        out.writeInt(episodes.size());
        for (Episode episode : episodes) {
            out.writeBoolean(episode.over);
            out.writeInt(episode.steps.size());
            for (Step step : episode.steps) {
                out.writeInt(step.action);
                out.writeFloat(step.reward);
                out.writeFloat(step.discount);
                out.writeBoolean(step.last);
            }
            for (byte[] bytes : episode.frames) {
                out.write(bytes);
            }
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        if (!in.readUTF().equals(shape())) {
            throw new IOException("another shape");
        }
        episodes.clear();
        episodes.addAll(Collections.nCopies(in.readInt(), null));
        for (int e = 0; e < episodes.size(); e++) {
            Episode episode = new Episode();
            episode.over = in.readBoolean();
            int steps = in.readInt();
            for (int t = 0; t < steps; t++) {
                episode.steps.add(new Step(in.readInt(), in.readFloat(), in.readFloat(), in.readBoolean()));
            }
            for (int t = 0; t <= steps; t++) {
                byte[] bytes = new byte[frame.size()];
                in.readFully(bytes);
                episode.frames.add(bytes);
            }
            episodes.set(e, episode);
        }
    }

    private String shape() {
        return frame + " " + stack + " " + blankBefore + " " + capacity + " " + nStep;
    }
}
