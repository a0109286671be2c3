package dqn.training;

import dqn.agent.Actor;
import dqn.agent.Counters;
import dqn.core.RandomStream;
import dqn.env.EnvironmentFactory;
import dqn.metrics.EvaluationMetrics;
import dqn.metrics.MetricSink;
import dqn.network.QNetwork;

/**
 * Plays the network that learns in games of its own whenever so many frames have passed. Each evaluation has an
 * environment and a random stream that depend on the run's seed and the frame count only, so that evaluating changes
 * nothing in the run.
 */
public final class PeriodicEvaluation implements StepObserver {
    private final RunConfig config;
    private final EnvironmentFactory games;
    private final QNetwork network;
    private final Counters counters;
    private final MetricSink sink;
    private long nextFrameCount;

    /** Evaluates {@code network} as {@code config.evaluation()} says, which must have a distance in frames. */
    public PeriodicEvaluation(
            RunConfig config, EnvironmentFactory games, QNetwork network, Counters counters, MetricSink sink) {
        this.config = config;
        this.games = games;
        this.network = network;
        this.counters = counters;
        this.sink = sink;
        planNext();
    }

    private void planNext() {
        long every = config.evaluation().everyFrames().orElseThrow();
        nextFrameCount = (counters.frameCount / every + 1) * every;
    }

    @Override
    public void afterAgentStep() {
        if (counters.frameCount >= nextFrameCount) {
            planNext();
            Scores scores = evaluate();
            sink.onEvaluation(new EvaluationMetrics(
                    counters.frameCount,
                    counters.agentStepCount,
                    scores.count(),
                    scores.mean(),
                    scores.standardDeviation()));
        }
    }

    private Scores evaluate() {
        RandomStream random = new RandomStream(config.seed(), "evaluation at frame " + counters.frameCount);
        long seed = random.nextLong(Long.MAX_VALUE);
        Actor actor = new Actor(network, random, config.evaluation().epsilon());
        try (ObservedEnvironment environment =
                new ObservedEnvironment(games, config.evaluationEnvironment(), config.observation(), seed)) {
            return new Evaluator(environment, actor).play(config.evaluation().episodes());
        }
    }
}
