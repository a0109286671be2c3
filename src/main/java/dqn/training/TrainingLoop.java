package dqn.training;

import dqn.agent.AgentConfig.Unit;
import dqn.agent.Counters;
import dqn.agent.DqnAgent;
import dqn.agent.LearningPeriods;
import dqn.core.Checkpointable;
import dqn.core.DqnException;
import dqn.core.TimeStep;
import dqn.metrics.EpisodeTracker;
import dqn.metrics.MetricSink;
import dqn.preprocess.ObservationConfig.AfterReset;
import dqn.preprocess.RewardTransform;
import dqn.replay.ReplayConfig.Clear;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Acts, observes and learns until the budget is spent. It knows nothing of files or progress
 * bars: sinks and observers watch it.
 */
public final class TrainingLoop implements Checkpointable {
    /** Distance of two rows of metrics. */
    public static final int PROGRESS_AGENT_STEPS = 2_500;

    private final RunConfig config;
    private final EnvironmentPool environments;
    private final RewardTransform reward;
    private final DqnAgent agent;
    private final LearningPeriods periods;
    private final Counters counters;
    private final EpisodeTracker tracker;
    private final UpdateAverages averages;
    private final LoopMetrics metrics;
    private final int[] actions;
    private boolean begun;
    private volatile boolean stopRequested;

    TrainingLoop(
            RunConfig config,
            EnvironmentPool environments,
            DqnAgent agent,
            Counters counters,
            EpisodeTracker tracker,
            UpdateAverages averages,
            MetricSink sink) {
        this.config = config;
        this.environments = environments;
        this.actions = new int[environments.size()];
        this.reward = new RewardTransform(config.reward());
        this.agent = agent;
        this.periods = agent.periods();
        this.counters = counters;
        this.tracker = tracker;
        this.averages = averages;
        this.metrics = new LoopMetrics(agent, counters, tracker, averages, sink);
    }

    /**
     * Runs until the budget is spent or a stop is requested.
     *
     * @param observers called at each boundary, in order
     * @return whether the budget is spent
     */
    boolean run(List<? extends StepObserver> observers) throws IOException {
        if (!begun) {
            begun = true;
            for (int i = 0; i < environments.size(); i++) {
                beginEpisode(i);
            }
        } else if (!canGoOn()) {
            throw new DqnException(
                    "The checkpoint's parts do not belong together: go on from another one, or begin a new run.");
        }
        while (!isFinished() && !stopRequested) {
            advance();
            if (periods.isSettled()) {
                for (StepObserver observer : observers) {
                    observer.atBoundary();
                }
            }
        }
        return isFinished();
    }

    private boolean canGoOn() {
        return environments.areRunning() && periods.canGoOn();
    }

    /**
     * One step of each environment, or a whole period beside an update. A period in which the budget may run out is not
     * overlapped: so it can end at any step, and go on there.
     */
    private void advance() {
        if (periods.isUpdateDue() && !mayEndInThisPeriod()) {
            periods.learnWhile(this::actToPeriodsEnd);
        } else {
            step();
            periods.settle();
        }
    }

    private void actToPeriodsEnd() {
        while (!periods.isPeriodOver()) {
            step();
        }
    }

    private boolean mayEndInThisPeriod() {
        return config.budget()
                .isWithin(
                        config.agent().update().every(),
                        config.environment().frameSkip().max(),
                        counters);
    }

    /** Tells the sinks how far a finished run has come, if that is not known yet. */
    void conclude() {
        metrics.conclude();
    }

    /** Ends {@link #run} after the step or period in progress; may be called from any thread. */
    public void requestStop() {
        stopRequested = true;
    }

    /** Whether {@link #run} is to end. */
    boolean isStopRequested() {
        return stopRequested;
    }

    /** Whether the budget is spent. */
    public boolean isFinished() {
        return config.budget().isSpent(counters);
    }

    /** How good the agent is: the mean score of the last 100 games, once so many have ended since learning began. */
    public OptionalDouble quality() {
        return metrics.quality();
    }

    /** Whether everything is done that belongs to the steps so far, as it is whenever observers look in. */
    boolean isSettled() {
        return periods.isSettled();
    }

    /** Mean raw score of the last 100 games, NaN before the first ends. */
    double meanScore() {
        return tracker.meanScore();
    }

    /** Raw score so far of the game in progress in an environment. */
    public double gameScore(int environment) {
        return tracker.gameScore(environment);
    }

    /** The action values behind the last choice in an environment, a copy; empty if that was random. */
    public Optional<float[]> lastValues(int environment) {
        return agent.lastValues(environment);
    }

    /** One agent step in every environment. */
    private void step() {
        agent.act(environments.stacks(), actions);
        environments.step(actions);
        for (int i = 0; i < actions.length; i++) {
            take(i, environments.lastStep(i));
        }
    }

    /** Takes in what the step of one environment told. */
    private void take(int i, TimeStep step) {
        double learned = reward.apply(step.reward());
        counters.frameCount += environments.get(i).lastStepFrames();
        metrics.step(i, step, actions[i], learned);
        agent.observe(
                i,
                actions[i],
                learned,
                step.discount(),
                step.isLast(),
                environments.get(i).frame());
        if (step.gameOver()) {
            finishGame(i);
        }
        if (isIterationOver()) {
            finishIteration(step);
        } else if (step.isLast()) {
            goOnBehindEpisode(i);
        }
        metrics.tellIfDue();
    }

    private void beginEpisode(int i) {
        environments.reset(i);
        agent.begin(i, environments.get(i).frame());
    }

    private void goOnBehindEpisode(int i) {
        if (config.observation().afterReset() == AfterReset.NEW) {
            beginEpisode(i);
        } else {
            environments.resetUnseen(i);
            agent.begin(i, environments.get(i).frame());
        }
    }

    private void finishGame(int i) {
        counters.episodeCount++;
        metrics.countGame();
        periods.counted(Unit.EPISODES);
        metrics.tellGame(i);
    }

    private boolean isIterationOver() {
        return config.usesIterations()
                && counters.agentStepCount % config.agent().iterationAgentSteps() == 0;
    }

    /** Of the only environment: iterations and several of them do not go together. */
    private void finishIteration(TimeStep last) {
        counters.iterationCount++;
        periods.counted(Unit.ITERATIONS);
        metrics.abandonGame(0); // an iteration begins with a new game
        if (last.isLast() && !last.gameOver()) {
            environments.reset(0); // shows the game after the lost life; only the next reset begins a new one
        }
        if (config.replay().clear() == Clear.ITERATION) {
            agent.forget();
        }
        beginEpisode(0);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeBoolean(begun);
        metrics.save(out);
        counters.save(out);
        agent.save(out);
        tracker.save(out);
        averages.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        begun = in.readBoolean();
        metrics.load(in);
        counters.load(in);
        agent.load(in);
        tracker.load(in);
        averages.load(in);
    }
}
