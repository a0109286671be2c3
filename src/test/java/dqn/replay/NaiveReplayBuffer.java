package dqn.replay;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.replay.ReplayConfig.Prioritized;
import dqn.replay.ReplayConfig.Sampling;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The obvious buffer that others are held against: every episode ever, searched from the beginning at every call. */
final class NaiveReplayBuffer implements ReplayBuffer {
    private record Step(long number, int action, float reward, float discount, boolean last) {}

    private record Transition(long number, byte[] state, int action, double reward, double discount, byte[] next) {}

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
    private final Sampling sampling;
    private final List<Episode> episodes = new ArrayList<>();
    private final List<Transition> drawn = new ArrayList<>();
    /** By a step's number, once its transition is known whole. */
    private final Map<Long, Float> priorities = new TreeMap<>();

    private float largest = 1;
    private long stepCount;

    NaiveReplayBuffer(ReplayConfig config, ObservationSpec frame, int stack, boolean blankBefore, int nStep) {
        this.frame = frame;
        this.stack = stack;
        this.blankBefore = blankBefore;
        this.capacity = Math.max(1, config.capacity().transitions());
        this.nStep = nStep;
        this.withReplacement = config.withReplacement();
        this.sampling = config.sampling();
    }

    @Override
    public void beginEpisode(int lane, byte[] first) {
        requireFrame(first);
        if (!episodes.isEmpty()) {
            newest().over = true;
        }
        episodes.add(new Episode());
        newest().frames.add(first.clone());
        prioritizeNew();
    }

    @Override
    public void append(int lane, int action, float reward, float discount, boolean last, byte[] nextFrame) {
        requireFrame(nextFrame);
        if (episodes.isEmpty() || newest().over) {
            throw new IllegalStateException("no episode");
        }
        newest().steps.add(new Step(stepCount++, action, reward, discount, last));
        newest().frames.add(nextFrame.clone());
        newest().over = last;
        prioritizeNew();
    }

    private void prioritizeNew() {
        for (Transition t : transitions()) {
            priorities.putIfAbsent(t.number, largest);
        }
    }

    @Override
    public long size() {
        return transitions().size();
    }

    @Override
    public void draw(RandomStream random, double beta, TransitionBatch batch) {
        if (batch.states.length != batch.size() * stack * frame.size()) {
            throw new IllegalArgumentException("other observations");
        }
        List<Transition> all = transitions();
        if (all.isEmpty() || (!withReplacement && all.size() < batch.size())) {
            throw new IllegalStateException("too few");
        }
        drawn.clear();
        for (int row = 0; row < batch.size(); row++) {
            int index = sampling instanceof Prioritized
                    ? find(all, (row + random.nextDouble()) * total(all) / batch.size())
                    : random.nextInt(all.size());
            Transition t = withReplacement ? all.get(index) : all.remove(index);
            drawn.add(t);
            batch.actions[row] = t.action;
            batch.rewards[row] = (float) t.reward;
            batch.discounts[row] = (float) t.discount;
            batch.keys[row] = t.number;
            batch.weights[row] = 1;
        }
        if (sampling instanceof Prioritized) {
            weigh(all, beta, batch);
        }
    }

    private double total(List<Transition> all) {
        return all.stream().mapToDouble(t -> priorities.get(t.number)).sum();
    }

    private int find(List<Transition> all, double prefix) {
        double sum = 0;
        for (int index = 0; index < all.size() - 1; index++) {
            sum += priorities.get(all.get(index).number);
            if (sum > prefix) {
                return index;
            }
        }
        return all.size() - 1;
    }

    /** (N P)^-beta, divided by the largest. */
    private void weigh(List<Transition> all, double beta, TransitionBatch batch) {
        double[] weights = Arrays.stream(batch.keys)
                .mapToDouble(key -> Math.pow(all.size() * priorities.get(key) / total(all), -beta))
                .toArray();
        double most = Arrays.stream(weights).max().orElseThrow();
        for (int row = 0; row < weights.length; row++) {
            batch.weights[row] = (float) (weights[row] / most);
        }
    }

    @Override
    public void prioritize(TransitionBatch batch, float[] errors) {
        if (!(sampling instanceof Prioritized prioritized)) {
            return;
        }
        for (int row = 0; row < batch.size(); row++) {
            float priority = Float.isFinite(errors[row])
                    ? (float) Math.pow(Math.abs(errors[row]) + 1e-6, prioritized.alpha())
                    : largest;
            largest = Math.max(largest, priority);
            priorities.put(batch.keys[row], priority);
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
        return new Transition(
                episode.steps.get(t).number, stackAt(episode, t), episode.steps.get(t).action, reward, discount, next);
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
        priorities.clear();
        largest = 1;
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
        out.writeFloat(largest);
        out.writeLong(stepCount);
        out.writeInt(priorities.size());
        for (Map.Entry<Long, Float> priority : priorities.entrySet()) {
            out.writeLong(priority.getKey());
            out.writeFloat(priority.getValue());
        }
        out.writeInt(episodes.size());
        for (Episode episode : episodes) {
            out.writeBoolean(episode.over);
            out.writeInt(episode.steps.size());
            for (Step step : episode.steps) {
                out.writeLong(step.number);
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
        clear();
        largest = in.readFloat();
        stepCount = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            priorities.put(in.readLong(), in.readFloat());
        }
        episodes.addAll(Collections.nCopies(in.readInt(), null));
        for (int e = 0; e < episodes.size(); e++) {
            Episode episode = new Episode();
            episode.over = in.readBoolean();
            int steps = in.readInt();
            for (int t = 0; t < steps; t++) {
                episode.steps.add(
                        new Step(in.readLong(), in.readInt(), in.readFloat(), in.readFloat(), in.readBoolean()));
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
