package dqn.agent;

import dqn.core.Checkpointable;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.network.QNetwork;
import dqn.replay.ReplayBuffer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Draws a batch, computes its TD errors and takes one optimiser step. */
public final class Learner implements Checkpointable {
    private final QNetwork online;
    private final TargetNetwork target;
    private final ReplayBuffer replay;
    private final RandomStream random;
    private final boolean doubleQ;
    private final TransitionBatch batch;
    private final TemporalDifference difference;
    private final float[] values;
    private final float[] nextValues;
    private final float[] nextChooser;

    /** Learns with the agent's settings; the stream draws the batches. */
    public Learner(
            AgentConfig config, QNetwork online, TargetNetwork target, ReplayBuffer replay, RandomStream random) {
        int size = config.update().batch();
        int actions = online.spec().outputs();
        this.online = online;
        this.target = target;
        this.replay = replay;
        this.random = random;
        this.doubleQ = config.doubleQ();
        this.batch = new TransitionBatch(size, online.spec().input());
        this.difference = new TemporalDifference(config.loss(), config.lossOver(), size, actions);
        this.values = new float[size * actions];
        this.nextValues = new float[size * actions];
        this.nextChooser = doubleQ ? new float[size * actions] : nextValues;
    }

    /** One update. */
    public void update() {
        replay.sample(random, batch);
        target.network().forward(batch.nextStates, batch.size(), nextValues);
        if (doubleQ) {
            online.forward(batch.nextStates, batch.size(), nextChooser);
        }
        online.forwardForTraining(batch.states, batch.size(), values);
        online.backward(difference.gradient(batch, values, nextValues, nextChooser));
        online.applyGradient();
    }

    /** The loss of the last update. */
    public double loss() {
        return difference.meanLoss();
    }

    /** Mean over the last batch of the largest value of each state. */
    public double meanMaxQ() {
        return difference.meanMaxQ();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        random.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        random.load(in);
    }
}
