package dqn.agent;

import dqn.agent.AgentConfig.Unit;
import dqn.agent.AgentConfig.UpdateConfig;
import dqn.core.Checkpointable;
import dqn.core.RandomStream;
import dqn.network.QNetwork;
import dqn.replay.PairRecorder;
import dqn.replay.Recorder;
import dqn.replay.ReplayBuffer;
import dqn.replay.ReplayConfig;
import dqn.replay.ReplayConfig.Clear;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Deep Q-learning (Mnih et al. 2015): acts epsilon-greedily, remembers, and learns when its {@linkplain LearningPeriods
 * schedules} say so. It owns the counts of agent steps and updates; the loop owns the others.
 */
public final class DqnAgent implements Checkpointable {
    /** Longer periods are not worth overlapping, and would keep a stop waiting. */
    private static final int LONGEST_PIPELINED = 64;

    private final Counters counters;
    private final EpsilonSchedule schedule;
    private final Actor actor;
    private final Updates updates;
    private final LearningPeriods periods;
    private final Optional<PairRecorder> pairs;
    private final Recorder recorder;
    private final Experience experience;
    private final double discount;
    private final boolean pipelined;

    /**
     * An agent over networks and a replay that its caller owns.
     *
     * @param environments that it acts in at once
     * @param pipeline whether acting may overlap learning, where the configuration allows it
     * @param seed of the run; acting and sampling have streams of their own
     * @param listener hears of every update
     */
    public DqnAgent(
            AgentConfig config,
            ReplayConfig replayConfig,
            QNetwork online,
            TargetNetwork target,
            ActingNetwork acting,
            ReplayBuffer replay,
            int frameSize,
            int environments,
            boolean pipeline,
            Counters counters,
            long seed,
            UpdateListener listener) {
        this.counters = counters;
        this.discount = config.discount();
        this.schedule = new EpsilonSchedule(config.epsilon(), replayConfig.start());
        this.pipelined = pipeline && canOverlap(config.update(), replayConfig);
        this.actor = new Actor(
                pipelined ? acting.network()::forwardAlone : acting.network()::forward,
                online.spec().outputs(),
                ActionValues.of(config),
                environments,
                new RandomStream(seed, "actor"),
                config.randomChoices(online.spec().outputs() / config.atoms()));
        this.updates = new Updates(
                new Learner(config, online, target, replay, new RandomStream(seed, "replay")),
                new ParameterNoise(acting.network(), online, target.network(), new RandomStream(seed, "noise")),
                target,
                acting,
                replay,
                replayConfig,
                config.update().batch(),
                counters,
                listener);
        this.pairs = replayConfig.pairs().map(pair -> new PairRecorder(pair, replay, frameSize, environments));
        this.recorder = pairs.isPresent() ? pairs.get() : replay;
        this.experience = new Experience(
                recorder,
                frameSize,
                environments,
                online.spec().outputs() / config.atoms(),
                2 * (LONGEST_PIPELINED + environments));
        this.periods =
                new LearningPeriods(config.update(), pipelined, environments, updates, target, experience, counters);
    }

    private static boolean canOverlap(UpdateConfig update, ReplayConfig replay) {
        return update.unit() == Unit.AGENT_STEPS
                && update.every() <= LONGEST_PIPELINED
                && replay.clear() == Clear.NEVER;
    }

    /** Whether acting overlaps learning. */
    public boolean isPipelined() {
        return pipelined;
    }

    /** When it learns: to be told of episodes and iterations, and led through its periods. */
    public LearningPeriods periods() {
        return periods;
    }

    /** Forgets all experience; never in the pipeline. */
    public void forget() {
        recorder.clear();
    }

    /** Begins an environment's episode with its first preprocessed frame. */
    public void begin(int environment, byte[] frame) {
        if (periods.isUpdateDue()) {
            experience.beginEpisode(environment, frame);
        } else {
            recorder.beginEpisode(environment, frame);
        }
    }

    /**
     * Chooses the next action of every environment.
     *
     * @param stacks their observations one after the other
     * @param actions filled with the actions' numbers
     */
    public void act(byte[] stacks, int[] actions) {
        actor.setEpsilon(epsilon());
        actor.act(stacks, actions);
    }

    /**
     * Takes in what an action led to.
     *
     * @param environment its number
     * @param reward as learning shall see it
     * @param environmentDiscount 0 where nothing of value follows, else 1
     * @param last whether the training episode ends
     * @param nextFrame the preprocessed frame after the action
     */
    public void observe(
            int environment, int action, double reward, double environmentDiscount, boolean last, byte[] nextFrame) {
        float gamma = (float) (environmentDiscount * discount);
        if (periods.isUpdateDue()) {
            experience.append(environment, action, (float) reward, gamma, last, nextFrame);
        } else {
            recorder.append(environment, action, (float) reward, gamma, last, nextFrame);
        }
        counters.agentStepCount++;
        periods.counted(Unit.AGENT_STEPS);
    }

    /**
     * Whether enough is stored to learn from. Once learning has begun, a replay that has to forget more than was expected
     * does not end it.
     */
    public boolean isLearning() {
        return updates.isLearning();
    }

    /** The chance of a random action now. */
    public double epsilon() {
        return schedule.value(counters);
    }

    /** Whether epsilon has reached its last value. */
    public boolean isEpsilonFinal() {
        return schedule.isFinal(counters);
    }

    /** The largest action value behind an environment's last choice; empty if that was random. */
    public OptionalDouble lastMaxValue(int environment) {
        return actor.maxValue(environment);
    }

    /** The action values behind an environment's last choice, a copy; empty if that was random. */
    public Optional<float[]> lastValues(int environment) {
        return actor.lastValues(environment);
    }

    /** Does something with the network that acts as it is without noise in its layers. */
    public <T> T withoutNoise(Supplier<T> work) {
        return updates.withoutNoise(work);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeBoolean(pipelined);
        actor.save(out);
        updates.save(out);
        experience.save(out);
        if (pairs.isPresent()) {
            pairs.get().save(out);
        }
        periods.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        if (in.readBoolean() != pipelined) {
            throw new IOException("the saved agent " + (pipelined ? "did not overlap" : "overlapped")
                    + " acting and learning, which cannot be changed: put compute.pipeline and agent.update back");
        }
        actor.load(in);
        updates.load(in);
        experience.load(in);
        if (pairs.isPresent()) {
            pairs.get().load(in);
        }
        periods.load(in);
    }
}
