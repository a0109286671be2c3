package dqn.training;

import dqn.agent.Counters;
import dqn.agent.DqnAgent;
import dqn.core.Checkpointable;
import dqn.core.SavedState;
import dqn.core.TimeStep;
import dqn.metrics.EpisodeMetrics.Mode;
import dqn.metrics.EpisodeTracker;
import dqn.metrics.MetricSink;
import dqn.metrics.ProgressMetrics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/** What a training tells the sinks about its steps, its games and how far it has come. */
final class LoopMetrics implements Checkpointable {
    private static final int DISPLAY_AGENT_STEPS = 25;

    private final DqnAgent agent;
    private final Counters counters;
    private final EpisodeTracker tracker;
    private final UpdateAverages averages;
    private final MetricSink sink;

    private long learningEpisodeCount;
    private long lastProgressAgentStep;

    /** Of a run that has not begun; {@code tracker} and {@code averages} are saved by their owner. */
    LoopMetrics(DqnAgent agent, Counters counters, EpisodeTracker tracker, UpdateAverages averages, MetricSink sink) {
        this.agent = agent;
        this.counters = counters;
        this.tracker = tracker;
        this.averages = averages;
        this.sink = sink;
    }

    /**
     * An agent step was taken, which is not yet in the count of agent steps.
     *
     * @param learned its reward as learning sees it
     */
    void step(int environment, TimeStep step, int action, double learned) {
        tracker.onStep(environment, step, learned);
        agent.lastMaxValue(environment).ifPresent(value -> {
            tracker.onMaxQ(environment, value);
            sink.onGreedyAction(action);
        });
    }

    /** A game has ended; to be called before what learning makes of that. */
    void countGame() {
        if (agent.isLearning()) {
            learningEpisodeCount++;
        }
    }

    /** Tells of the game that has ended in an environment. */
    void tellGame(int environment) {
        sink.onEpisode(tracker.finish(
                environment,
                counters.frameCount,
                counters.agentStepCount,
                counters.learnerUpdateCount,
                agent.epsilon(),
                mode()));
    }

    /** Forgets the game in progress. */
    void abandonGame(int environment) {
        tracker.abandon(environment);
    }

    private Mode mode() {
        if (!agent.isLearning()) {
            return agent.epsilon() == 1 ? Mode.RANDOM : Mode.EXPLORE;
        }
        return agent.isEpsilonFinal() ? Mode.EXPLOIT : Mode.EXPLORE;
    }

    /** Tells how far the run has come where that is due; to be called behind each agent step. */
    void tellIfDue() {
        if (counters.agentStepCount % TrainingLoop.PROGRESS_AGENT_STEPS == 0) {
            tell();
        } else if (counters.agentStepCount % DISPLAY_AGENT_STEPS == 0) {
            sink.onSteps(counters.frameCount, counters.agentStepCount);
        }
    }

    /** Tells how far a finished run has come, if that is not known yet. */
    void conclude() {
        if (lastProgressAgentStep != counters.agentStepCount) {
            tell();
        }
    }

    private void tell() {
        lastProgressAgentStep = counters.agentStepCount;
        sink.onProgress(new ProgressMetrics(
                counters.frameCount,
                counters.agentStepCount,
                counters.learnerUpdateCount,
                counters.episodeCount,
                agent.epsilon(),
                tracker.meanScore(),
                averages.loss(),
                averages.maxQ()));
        averages.clear();
    }

    /** See {@link TrainingLoop#quality}. */
    OptionalDouble quality() {
        return learningEpisodeCount >= EpisodeTracker.SCORES
                ? OptionalDouble.of(tracker.meanScore())
                : OptionalDouble.empty();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(learningEpisodeCount);
        out.writeLong(lastProgressAgentStep);
    }

    @Override
    public void load(DataInput in) throws IOException {
        learningEpisodeCount = SavedState.count(in, "games while learning");
        lastProgressAgentStep = SavedState.count(in, "agent steps at the last row of metrics");
    }
}
