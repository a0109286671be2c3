package dqn.agent;

import dqn.core.Checkpointable;
import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.network.QNetwork;
import dqn.network.UpdateTask;
import dqn.network.UpdateTask.Pass;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One update of a network by the batch that lies ready: TD errors, their gradient and one optimiser step. */
public final class BatchUpdate implements Checkpointable {
    /** Fetches the observations of a batch. */
    @FunctionalInterface
    public interface Reader {
        /** Fills in those of the rows {@code [from, to)}; any thread may be asked for rows of its own. */
        void read(TransitionBatch batch, int from, int to);
    }

    private final QNetwork online;
    private final TransitionBatch batch;
    private final TemporalDifference difference;
    private final Optional<RandomShift> shift;
    private final Optional<RandomShift> nextShift;
    private final UpdateTask task;

    /**
     * With the agent's settings.
     *
     * @param online learns
     * @param target bootstraps
     * @param reader fetches the observations of the batch
     */
    public BatchUpdate(AgentConfig config, QNetwork online, QNetwork target, Reader reader) {
        this.online = online;
        int size = config.update().batch();
        ObservationSpec observation = online.spec().input();
        batch = new TransitionBatch(size, observation);
        difference = new TemporalDifference(config, online.spec().outputs() / config.atoms(), online.fractions());
        shift = shift(config, observation);
        nextShift = shift(config, observation);
        float[] current = new float[size * online.spec().outputs()];
        List<Pass> passes = new ArrayList<>();
        float[] next = add(passes, target, batch.nextStates, current.length);
        float[] chooser =
                config.doubleQ() && online != target ? add(passes, online, batch.nextStates, current.length) : next;
        float[] before = config.munchausen().isEmpty() || online == target
                ? current
                : add(passes, target, batch.states, current.length);
        Outputs outputs = new Outputs(current, next, chooser, before);
        task = new UpdateTask(
                (from, to) -> read(reader, from, to),
                passes,
                batch.states,
                size,
                current,
                difference.outputGradient(),
                (from, to) -> difference.compute(batch, outputs, from, to));
    }

    private static Optional<RandomShift> shift(AgentConfig config, ObservationSpec observation) {
        return config.randomShift().isEmpty()
                ? Optional.empty()
                : Optional.of(new RandomShift(
                        config.randomShift().getAsInt(),
                        observation,
                        config.update().batch()));
    }

    private static float[] add(List<Pass> passes, QNetwork network, byte[] observations, int outputs) {
        passes.add(new Pass(network, observations, new float[outputs]));
        return passes.get(passes.size() - 1).outputs();
    }

    private void read(Reader reader, int from, int to) {
        reader.read(batch, from, to);
        shift.ifPresent(s -> s.apply(batch.states, from, to));
        nextShift.ifPresent(s -> s.apply(batch.nextStates, from, to));
    }

    /** Draws what is random about the next update. */
    public void draw(RandomStream random) {
        shift.ifPresent(s -> s.draw(random));
        nextShift.ifPresent(s -> s.draw(random));
    }

    /** To be filled before each {@link #run}. */
    public TransitionBatch batch() {
        return batch;
    }

    /** Learns from the batch. */
    public void run() {
        run(() -> {});
    }

    /** Learns from the batch while this thread does something else first, by the network as it was. */
    public void run(Runnable alongside) {
        online.update(task, alongside);
    }

    /** The loss of the last update. */
    public double loss() {
        return difference.meanLoss();
    }

    /** The magnitude of each row's error in the last update. */
    float[] errors() {
        return difference.errors();
    }

    /** The largest value of each state of the last batch. */
    double[] maxQ() {
        return difference.maxQ();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        difference.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        difference.load(in);
    }
}
