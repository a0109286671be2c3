package dqn.training;

import dqn.agent.AgentNetworks;
import dqn.agent.Counters;
import dqn.agent.DqnAgent;
import dqn.checkpoint.CheckpointWriter;
import dqn.core.Checkpointable;
import dqn.core.ObservationSpec;
import dqn.core.Releases;
import dqn.env.EnvironmentFactory;
import dqn.metrics.EpisodeTracker;
import dqn.metrics.MetricSink;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.preprocess.ObservationConfig.Before;
import dqn.replay.ReplayBuffer;
import dqn.replay.RingReplayBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One run, put together from its configuration; owns everything that must be released. */
public final class TrainingRun implements AutoCloseable {
    /** Of its parts the one that a run has only while it is evaluated every so many frames. */
    public static final String EVALUATION = "evaluation";

    private final RunConfig config;
    private final Counters counters = new Counters();
    private final EnvironmentPool environments;
    private final AgentNetworks networks;
    private final ReplayBuffer replay;
    private final MetricSink sink;
    private final DqnAgent agent;
    private final TrainingLoop loop;
    private final Optional<PeriodicEvaluation> evaluation;
    private final Releases releases = new Releases();

    /**
     * Builds everything anew, as at the start of the run.
     *
     * @param games makes the environment
     * @param backend makes the networks
     * @param sink told of everything; owned by the run
     */
    public TrainingRun(RunConfig config, EnvironmentFactory games, NetworkBackend backend, MetricSink sink) {
        this.config = config;
        this.sink = sink;
        releases.add(sink::close);
        try {
            environments = new EnvironmentPool(
                    games, config.environment(), config.observation(), config.seed(), backend.threads());
            releases.add(environments::close);
            NetworkSpec spec = spec(config, environments.get(0));
            networks = new AgentNetworks(backend, spec, config.agent(), config.seed());
            releases.add(networks::close);
            replay = replay(config, environments.get(0));
            releases.add(replay::close);
            UpdateAverages averages = new UpdateAverages();
            EpisodeTracker tracker = new EpisodeTracker(environments.size());
            agent = newAgent(averages, tracker);
            loop = new TrainingLoop(config, environments, agent, counters, tracker, averages, sink);
            evaluation = config.evaluation().everyFrames().isPresent()
                    ? Optional.of(new PeriodicEvaluation(
                            config, games, acting(), agent, counters, sink, loop::isStopRequested))
                    : Optional.empty();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The network that this configuration means for this environment. */
    public static NetworkSpec spec(RunConfig config, ObservedEnvironment environment) {
        return spec(config, environment.stackSpec(), environment.actions().size());
    }

    static NetworkSpec spec(RunConfig config, ObservationSpec stack, int actions) {
        return NetworkSpec.of(
                config.network(),
                stack,
                config.observation().scale(),
                actions,
                config.agent().atoms(),
                config.agent().isImplicit());
    }

    static RingReplayBuffer replay(RunConfig config, ObservedEnvironment environment) {
        return RingReplayBuffer.create(
                config.replay(),
                environment.frameSpec(),
                config.observation().stack(),
                config.observation().before() == Before.BLANK,
                config.agent().nStep(),
                config.environment().envs());
    }

    private DqnAgent newAgent(UpdateAverages averages, EpisodeTracker tracker) {
        return new DqnAgent(
                config.agent(),
                config.replay(),
                networks.online(),
                networks.target(),
                networks.acting(),
                replay,
                environments.get(0).frameSpec().size(),
                environments.size(),
                config.compute().pipeline(),
                counters,
                config.seed(),
                (loss, maxQ) -> {
                    averages.updated(loss, maxQ);
                    tracker.onLoss(loss);
                    sink.onUpdate(maxQ);
                });
    }

    /** Runs the steps. */
    public TrainingLoop loop() {
        return loop;
    }

    /** Its games, to look at. */
    public EnvironmentPool environments() {
        return environments;
    }

    /** How far it has come. */
    public Counters counters() {
        return counters;
    }

    /**
     * Runs from where it begins or goes on.
     *
     * @param observers called at every boundary, behind the evaluation
     * @return whether the budget is spent
     */
    public boolean train(List<? extends StepObserver> observers) throws IOException {
        List<StepObserver> all = new ArrayList<>();
        evaluation.ifPresent(all::add);
        all.addAll(observers);
        if (loop.isSettled()) {
            evaluation.ifPresent(PeriodicEvaluation::evaluateIfDue); // one that a stop cut short
        }
        return loop.run(all);
    }

    /**
     * Tells the sinks where a finished run has ended. To be called after its last checkpoint, so that a run which is
     * made longer goes on as if it had never ended.
     */
    public void conclude() {
        if (loop.isFinished()) {
            loop.conclude();
            evaluation.ifPresent(PeriodicEvaluation::evaluateIfDue); // in the middle of a period nobody looked in
        }
    }

    /** The network that learns. */
    public QNetwork online() {
        return networks.online();
    }

    /** The network that acts, which may be the same. */
    public QNetwork acting() {
        return networks.acting().network();
    }

    /** Begins with other weights than random ones. */
    public void initialize(float[] parameters) {
        networks.initialize(parameters);
    }

    /** All state but the model's, by the name of its file; in the order of restoring. */
    public Map<String, Checkpointable> parts() {
        Map<String, Checkpointable> parts = new LinkedHashMap<>();
        parts.put("loop", loop);
        parts.put("target", networks.target());
        config.agent().weightAverage().ifPresent(unused -> parts.put("online", networks.acting()));
        parts.put("environment", environments);
        evaluation.ifPresent(periodic -> parts.put(EVALUATION, periodic));
        parts.put(CheckpointWriter.REPLAY, replay);
        parts.put("metrics", sink); // last, since it cuts the tables of the run
        return parts;
    }

    /** Takes hold of the model as it is now; any thread may ask what is returned for it. */
    public Supplier<ModelSnapshot> captureModel() {
        return networks.capture(() -> ConfigLoader.toYaml(config));
    }

    /** Takes over a model with its optimiser's state. */
    public void restore(ModelSnapshot model) {
        networks.restore(model);
    }

    /** What came of it so far, for a person. */
    public String summary() {
        String score = Double.isNaN(loop.meanScore())
                ? "no game finished"
                : String.format(
                        Locale.ROOT,
                        "mean score of the last %d games %.1f",
                        Math.min(EpisodeTracker.SCORES, counters.episodeCount),
                        loop.meanScore());
        return String.format(
                Locale.ROOT,
                "%s: %,d frames, %,d updates, %,d games, %s",
                config.game(),
                counters.frameCount,
                counters.learnerUpdateCount,
                counters.episodeCount,
                score);
    }

    /** Releases networks, replay and environment, the last one built first. */
    @Override
    public void close() {
        releases.close();
    }
}
