package dqn.agent;

import dqn.core.Checkpointable;
import dqn.core.RandomStream;
import dqn.network.QNetwork;
import dqn.replay.ReplayBuffer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Draws a batch and learns from it. */
public final class Learner implements Checkpointable {
    private final ReplayBuffer replay;
    private final RandomStream random;
    private final BatchUpdate update;

    /** Learns with the agent's settings; the stream draws the batches. */
    Learner(AgentConfig config, QNetwork online, TargetNetwork target, ReplayBuffer replay, RandomStream random) {
        this.replay = replay;
        this.random = random;
        this.update = new BatchUpdate(config, online, target.network(), replay::read);
    }

    /**
     * One update from what is stored now, while {@code acting} goes on by the network as it is, and leaves the replay.
     *
     * @param beta exponent of the importance weights
     */
    void update(double beta, Runnable acting) {
        replay.draw(random, beta, update.batch());
        update.draw(random);
        update.run(acting);
        replay.prioritize(update.batch(), update.errors());
    }

    /** The loss of the last update. */
    public double loss() {
        return update.loss();
    }

    /** The largest value of each state of the last batch; the same array for every batch. */
    double[] maxQ() {
        return update.maxQ();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        random.save(out);
        update.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        random.load(in);
        update.load(in);
    }
}
