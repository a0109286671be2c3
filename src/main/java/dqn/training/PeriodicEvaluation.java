package dqn.training;

import dqn.agent.ActionValues;
import dqn.agent.Actor;
import dqn.agent.Counters;
import dqn.agent.DqnAgent;
import dqn.core.Checkpointable;
import dqn.core.RandomStream;
import dqn.core.SavedState;
import dqn.env.EnvironmentFactory;
import dqn.metrics.EvaluationMetrics;
import dqn.metrics.MetricSink;
import dqn.network.QNetwork;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the network that acts in games of its own whenever so many frames have passed. Each evaluation has an
 * environment and a random stream that depend on the run's seed and the frame count only, so that evaluating changes
 * nothing in the run. One that a stop cuts short stays due: a resumed run begins with it. So is one that the run is past
 * because it was not to be evaluated before.
 */
public final class PeriodicEvaluation implements StepObserver, Checkpointable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicEvaluation.class);

    private final RunConfig config;
    private final EnvironmentFactory games;
    private final QNetwork network;
    private final DqnAgent agent;
    private final Counters counters;
    private final MetricSink sink;
    private final BooleanSupplier stopRequested;
    private long nextFrameCount;

    /**
     * Evaluates {@code network} as {@code config.evaluation()} says, which must have a distance in frames.
     *
     * @param agent whose network it is
     * @param stopRequested whether to leave off
     */
    PeriodicEvaluation(
            RunConfig config,
            EnvironmentFactory games,
            QNetwork network,
            DqnAgent agent,
            Counters counters,
            MetricSink sink,
            BooleanSupplier stopRequested) {
        this.config = config;
        this.games = games;
        this.network = network;
        this.agent = agent;
        this.counters = counters;
        this.sink = sink;
        this.stopRequested = stopRequested;
        this.nextFrameCount = every();
    }

    private long every() {
        return config.evaluation().everyFrames().orElseThrow();
    }

    @Override
    public void atBoundary() {
        evaluateIfDue();
    }

    /** Evaluates if it is time, or if a stop has cut the last evaluation short. */
    public void evaluateIfDue() {
        if (counters.frameCount >= nextFrameCount) {
            agent.withoutNoise(this::evaluate)
                    .ifPresentOrElse(
                            this::tell,
                            () -> LOG.info(
                                    "The evaluation at {} frames was cut short: it is made when the run goes on",
                                    String.format(Locale.ROOT, "%,d", counters.frameCount)));
        }
    }

    private void tell(Scores scores) {
        awaitNext();
        sink.onEvaluation(new EvaluationMetrics(
                counters.frameCount,
                counters.agentStepCount,
                scores.count(),
                scores.mean(),
                scores.standardDeviation()));
    }

    private void awaitNext() {
        nextFrameCount = (counters.frameCount / every() + 1) * every();
    }

    private Optional<Scores> evaluate() {
        RandomStream random = new RandomStream(config.seed(), "evaluation at frame " + counters.frameCount);
        long seed = random.nextLong(Long.MAX_VALUE);
        Actor actor = new Actor(
                network,
                ActionValues.of(config.agent()),
                random,
                config.evaluation().epsilon());
        try (ObservedEnvironment environment =
                new ObservedEnvironment(games, config.evaluationEnvironment(), config.observation(), seed)) {
            return new Evaluator(environment, actor).play(config.evaluation().episodes(), score -> {}, stopRequested);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(nextFrameCount);
    }

    @Override
    public void load(DataInput in) throws IOException {
        nextFrameCount = in.readLong();
        SavedState.require(nextFrameCount > 0, "the next evaluation was saved as due at frame " + nextFrameCount);
        if (nextFrameCount > counters.frameCount) {
            awaitNext(); // by the distance that holds now
        }
    }
}
