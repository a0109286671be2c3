package dqn.agent;

import dqn.core.TransitionBatch;
import dqn.network.QNetwork;
import dqn.network.UpdateTask;
import dqn.network.UpdateTask.Pass;
import java.util.ArrayList;
import java.util.List;

/** One update of a network by the batch that lies ready: TD errors, their gradient and one optimiser step. */
public final class BatchUpdate {
    /** Fetches the observations of a batch. */
    @FunctionalInterface
    public interface Reader {
        /** Fills in those of the rows {@code [from, to)}; any thread may be asked for rows of its own. */
        void read(TransitionBatch batch, int from, int to);
    }

    private final QNetwork online;
    private final TransitionBatch batch;
    private final TemporalDifference difference;
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
        int actions = online.spec().outputs();
        batch = new TransitionBatch(size, online.spec().input());
        difference = new TemporalDifference(config.loss(), config.lossOver(), size, actions);
        float[] values = new float[size * actions];
        List<Pass> passes = new ArrayList<>();
        passes.add(new Pass(target, batch.nextStates, new float[size * actions]));
        if (config.doubleQ()) {
            passes.add(new Pass(online, batch.nextStates, new float[size * actions]));
        }
        float[] nextValues = passes.get(0).outputs();
        float[] nextChooser = passes.get(passes.size() - 1).outputs();
        task = new UpdateTask(
                (from, to) -> reader.read(batch, from, to),
                passes,
                batch.states,
                size,
                values,
                difference.outputGradient(),
                (from, to) -> difference.compute(batch, values, nextValues, nextChooser, from, to));
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

    /** Mean over the last batch of the largest value of each state. */
    public double meanMaxQ() {
        return difference.meanMaxQ();
    }
}
