package dqn.agent;

import dqn.agent.AgentConfig.Unit;
import dqn.core.Checkpointable;
import dqn.replay.ReplayBuffer;
import dqn.replay.ReplayConfig;
import dqn.replay.ReplayConfig.Clear;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Supplier;

/** Makes the agent's updates and counts them, with what goes by their number: noise, averages and copies of weights. */
final class Updates implements Checkpointable {
    private final Learner learner;
    private final ParameterNoise noise;
    private final TargetNetwork target;
    private final ActingNetwork acting;
    private final ReplayBuffer replay;
    private final ReplayConfig config;
    private final int batch;
    private final Counters counters;
    private final UpdateListener listener;

    /**
     * With the parts that its caller has made.
     *
     * @param batch transitions of an update
     * @param listener hears of every update
     */
    Updates(
            Learner learner,
            ParameterNoise noise,
            TargetNetwork target,
            ActingNetwork acting,
            ReplayBuffer replay,
            ReplayConfig config,
            int batch,
            Counters counters,
            UpdateListener listener) {
        this.learner = learner;
        this.noise = noise;
        this.target = target;
        this.acting = acting;
        this.replay = replay;
        this.config = config;
        this.batch = batch;
        this.counters = counters;
        this.listener = listener;
    }

    /** So many, one after the other. */
    void make(int count) {
        for (int i = 0; i < count; i++) {
            makeBeside(() -> {});
        }
    }

    /** One, while the calling thread does something else first; see {@link Learner#update}. */
    void makeBeside(Runnable alongside) {
        learner.update(config.beta(counters.learnerUpdateCount), alongside);
        noise.draw();
        counters.learnerUpdateCount++;
        acting.updated(counters.learnerUpdateCount);
        listener.updated(learner.loss(), learner.maxQ());
        if (target.isDue(Unit.UPDATES, counters)) {
            target.renew();
        }
    }

    /** See {@link DqnAgent#isLearning}. */
    boolean isLearning() {
        boolean begun = counters.learnerUpdateCount > 0 && config.clear() == Clear.NEVER;
        return replay.size() >= (begun ? fewest() : Math.max(fewest(), config.start()));
    }

    /** Whether the replay has enough to draw a batch from. */
    boolean canDraw() {
        return replay.size() >= fewest();
    }

    private int fewest() {
        return config.withReplacement() ? 1 : batch;
    }

    /** Draws the noise anew where no update does it yet. */
    void drawNoise() {
        noise.draw();
    }

    /** See {@link ParameterNoise#without}. */
    <T> T withoutNoise(Supplier<T> work) {
        return noise.without(work);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        learner.save(out);
        noise.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        learner.load(in);
        noise.load(in);
    }
}
