package dqn.agent;

import dqn.agent.AgentConfig.Unit;
import dqn.agent.AgentConfig.UpdateConfig;
import dqn.core.Checkpointable;
import dqn.core.RandomStream;
import dqn.network.QNetwork;
import dqn.replay.ReplayBuffer;
import dqn.replay.ReplayConfig;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * Deep Q-learning (Mnih et al. 2015): acts epsilon-greedily, remembers, and learns when its schedules say so. It owns
 * the counts of agent steps and updates; the loop owns the others.
 */
public final class DqnAgent implements Checkpointable {
    private final Counters counters;
    private final EpsilonSchedule schedule;
    private final Actor actor;
    private final Learner learner;
    private final TargetNetwork target;
    private final ReplayBuffer replay;
    private final UpdateConfig update;
    private final double discount;
    private final long replayStart;
    private final UpdateListener listener;

    /**
     * An agent over networks and a replay that its caller owns.
     *
     * @param seed of the run; acting and sampling have streams of their own
     * @param listener hears of every update
     */
    public DqnAgent(
            AgentConfig config,
            ReplayConfig replayConfig,
            QNetwork online,
            TargetNetwork target,
            ReplayBuffer replay,
            Counters counters,
            long seed,
            UpdateListener listener) {
        this.counters = counters;
        this.schedule = new EpsilonSchedule(config.epsilon(), replayConfig.start());
        this.actor = new Actor(online, new RandomStream(seed, "actor"), 1);
        this.learner = new Learner(config, online, target, replay, new RandomStream(seed, "replay"));
        this.target = target;
        this.replay = replay;
        this.update = config.update();
        this.discount = config.discount();
        this.replayStart = replayConfig.start();
        this.listener = listener;
    }

    /** Forgets all experience. */
    public void forget() {
        replay.clear();
    }

    /** Begins an episode with its first preprocessed frame. */
    public void begin(byte[] frame) {
        replay.beginEpisode(0, frame);
    }

    /** Chooses the next action for a stack of frames. */
    public int act(byte[] stack) {
        actor.setEpsilon(epsilon());
        return actor.act(stack);
    }

    /**
     * Takes in what the action led to, and learns if it is time.
     *
     * @param reward as learning shall see it
     * @param environmentDiscount 0 where nothing of value follows, else 1
     * @param last whether the training episode ends
     * @param nextFrame the preprocessed frame after the action
     */
    public void observe(int action, double reward, double environmentDiscount, boolean last, byte[] nextFrame) {
        replay.append(0, action, (float) reward, (float) (environmentDiscount * discount), last, nextFrame);
        counters.agentStepCount++;
        counted(Unit.AGENT_STEPS);
    }

    /** To be called when the loop has counted a finished episode or iteration. */
    public void counted(Unit unit) {
        if (update.unit() == unit && counters.get(unit) % update.every() == 0 && isLearning()) {
            for (int i = 0; i < update.count(); i++) {
                learn();
            }
        }
        target.counted(unit, counters);
    }

    private void learn() {
        learner.update();
        counters.learnerUpdateCount++;
        listener.updated(learner.loss(), learner.meanMaxQ());
        target.counted(Unit.UPDATES, counters);
    }

    /** Whether enough is stored to learn from. */
    public boolean isLearning() {
        return replay.size() >= Math.max(1, replayStart);
    }

    /** The chance of a random action now. */
    public double epsilon() {
        return schedule.value(counters);
    }

    /** Whether epsilon has reached its last value. */
    public boolean isEpsilonFinal() {
        return schedule.isFinal(counters);
    }

    /** The largest action value behind the last choice; empty if that was random. */
    public OptionalDouble lastMaxValue() {
        return actor.maxValue();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        actor.save(out);
        learner.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        actor.load(in);
        learner.load(in);
    }
}
