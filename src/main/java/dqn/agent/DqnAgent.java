package dqn.agent;

import dqn.agent.AgentConfig.Unit;
import dqn.agent.AgentConfig.UpdateConfig;
import dqn.core.Checkpointable;
import dqn.core.RandomStream;
import dqn.core.SavedState;
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
 * Deep Q-learning (Mnih et al. 2015): acts epsilon-greedily, remembers, and learns when its schedules say so. It owns
 * the counts of agent steps and updates; the loop owns the others.
 *
 * <p>A period lies between two points where learning may be due. One after the other:
 *
 * <pre>
 *   act k | update k | act k+1 | update k+1 | ...
 * </pre>
 *
 * As a pipeline ({@link #isPipelined}) update k runs while period k+1 is acted:
 *
 * <pre>
 *   act k | act k+1  | act k+2    | ...
 *         | update k | update k+1 | ...
 * </pre>
 *
 * Period k+1 is acted by the weights from before update k, and update k draws from what was stored before period k+1
 * began; what that period lives through is kept back until the update is done. Copies of the target network fall between
 * periods. So it does not matter how fast which side is, nor whether they really overlap.
 */
public final class DqnAgent implements Checkpointable {
    /** Longer periods are not worth overlapping, and would keep a stop waiting. */
    private static final int LONGEST_PIPELINED = 64;

    private final Counters counters;
    private final EpsilonSchedule schedule;
    private final Actor actor;
    private final Learner learner;
    private final ParameterNoise noise;
    private final TargetNetwork target;
    private final ActingNetwork acting;
    private final ReplayBuffer replay;
    private final Optional<PairRecorder> pairs;
    private final Recorder recorder;
    private final Experience experience;
    private final UpdateConfig update;
    private final double discount;
    private final ReplayConfig replayConfig;
    private final boolean pipelined;
    private final UpdateListener listener;
    /** Updates that can come due in one period: several environments may take its last step at once. */
    private final long mostDue;

    /** Updates that came due at the end of the last period, which run beside this one. */
    private int due;
    /** Updates that have come due in this period. */
    private int coming;

    private boolean periodOver;
    private boolean renewalDue;
    private boolean settled = true;

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
        this.schedule = new EpsilonSchedule(config.epsilon(), replayConfig.start());
        this.update = config.update();
        this.pipelined = pipeline
                && update.unit() == Unit.AGENT_STEPS
                && update.every() <= LONGEST_PIPELINED
                && replayConfig.clear() == Clear.NEVER;
        this.actor = new Actor(
                pipelined ? acting.network()::forwardAlone : acting.network()::forward,
                online.spec().outputs(),
                ActionValues.of(config),
                environments,
                new RandomStream(seed, "actor"),
                config.randomChoices(online.spec().outputs() / config.atoms()));
        this.noise = new ParameterNoise(acting.network(), online, target.network(), new RandomStream(seed, "noise"));
        this.learner = new Learner(config, online, target, replay, new RandomStream(seed, "replay"));
        this.target = target;
        this.acting = acting;
        this.replay = replay;
        this.pairs = replayConfig.pairs().map(pair -> new PairRecorder(pair, replay, frameSize, environments));
        this.recorder = pairs.isPresent() ? pairs.get() : replay;
        this.experience = new Experience(
                recorder,
                frameSize,
                environments,
                online.spec().outputs() / config.atoms(),
                2 * (LONGEST_PIPELINED + environments));
        this.mostDue = pipelined ? Math.multiplyExact(update.count(), 1L + environments) : 0;
        this.discount = config.discount();
        this.replayConfig = replayConfig;
        this.listener = listener;
    }

    /** Whether acting overlaps learning. */
    public boolean isPipelined() {
        return pipelined;
    }

    /** Forgets all experience; never in the pipeline. */
    public void forget() {
        recorder.clear();
    }

    /** Begins an environment's episode with its first preprocessed frame. */
    public void begin(int environment, byte[] frame) {
        if (due > 0) {
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
        if (due > 0) {
            experience.append(environment, action, (float) reward, gamma, last, nextFrame);
        } else {
            recorder.append(environment, action, (float) reward, gamma, last, nextFrame);
        }
        counters.agentStepCount++;
        counted(Unit.AGENT_STEPS);
    }

    /** To be called when the loop has counted a finished episode or iteration. */
    public void counted(Unit unit) {
        if (update.unit() == unit && counters.get(unit) % update.every() == 0) {
            periodOver = true;
            if (due == 0 && !isLearning()) { // an update that is due computes with what was drawn, and draws the next
                noise.draw();
            }
            int updates = isLearning() ? update.count() : 0;
            if (pipelined) {
                coming += updates;
            } else {
                learn(updates);
            }
        }
        renewalDue |= target.isDue(unit, counters);
        if (!pipelined) {
            renewIfDue();
        }
    }

    /** Whether this period has come to its end. */
    public boolean isPeriodOver() {
        return periodOver;
    }

    /** Whether an update waits that may run beside the acting of this period. */
    public boolean isUpdateDue() {
        return due > 0;
    }

    /** Acts to the end of the period, and beside it makes the update that is due. */
    public void learnWhile(Runnable alongside) {
        learnBeside(alongside);
        due--;
        settle();
    }

    /** To be called after acting: at a period's end the pipeline learns and remembers what it has kept back. */
    public void settle() {
        settled = periodOver || !pipelined;
        if (pipelined && periodOver) {
            learn(due);
            due = coming;
            coming = 0;
            experience.flush();
            renewIfDue();
        }
        periodOver &= !settled;
    }

    private void renewIfDue() {
        if (renewalDue) {
            target.renew();
            renewalDue = false;
        }
    }

    /** Whether nothing is kept back any more, but for an update that is due beside the next period. */
    public boolean isSettled() {
        return settled;
    }

    private void learn(int updates) {
        for (int i = 0; i < updates; i++) {
            learnBeside(() -> {});
        }
    }

    private void learnBeside(Runnable alongside) {
        learner.update(replayConfig.beta(counters.learnerUpdateCount), alongside);
        noise.draw();
        counters.learnerUpdateCount++;
        acting.updated(counters.learnerUpdateCount);
        listener.updated(learner.loss(), learner.maxQ());
        if (target.isDue(Unit.UPDATES, counters)) {
            target.renew();
        }
    }

    /**
     * Whether enough is stored to learn from. Once learning has begun, a replay that has to forget more than was expected
     * does not end it.
     */
    public boolean isLearning() {
        boolean begun = counters.learnerUpdateCount > 0 && replayConfig.clear() == Clear.NEVER;
        return replay.size() >= (begun ? fewest() : Math.max(fewest(), replayConfig.start()));
    }

    /** Transitions that a batch can be drawn from. */
    private long fewest() {
        return replayConfig.withReplacement() ? 1 : update.batch();
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
        return noise.without(work);
    }

    /** Whether what is due can be done with what is in the replay; not so if their saved states are not of one run. */
    public boolean canGoOn() {
        return due == 0 || replay.size() >= fewest();
    }

    private int loadDue(DataInput in) throws IOException {
        return SavedState.within(in, (int) Math.min(mostDue, Integer.MAX_VALUE), "updates due");
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeBoolean(pipelined);
        actor.save(out);
        learner.save(out);
        noise.save(out);
        experience.save(out);
        if (pairs.isPresent()) {
            pairs.get().save(out);
        }
        out.writeInt(due);
        out.writeInt(coming);
        out.writeBoolean(periodOver);
        out.writeBoolean(renewalDue);
        out.writeBoolean(settled);
    }

    @Override
    public void load(DataInput in) throws IOException {
        if (in.readBoolean() != pipelined) {
            throw new IOException("the saved agent " + (pipelined ? "did not overlap" : "overlapped")
                    + " acting and learning, which cannot be changed: put compute.pipeline and agent.update back");
        }
        actor.load(in);
        learner.load(in);
        noise.load(in);
        experience.load(in);
        if (pairs.isPresent()) {
            pairs.get().load(in);
        }
        due = loadDue(in);
        coming = loadDue(in);
        periodOver = in.readBoolean();
        renewalDue = in.readBoolean();
        settled = in.readBoolean();
    }
}
