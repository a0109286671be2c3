package dqn.cli;

import dqn.agent.ActionValues;
import dqn.agent.Actor;
import dqn.agent.Policy;
import dqn.core.RandomStream;
import dqn.network.NetworkBackend;
import dqn.network.NetworkMemory;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.network.dl4j.ModelFile;
import dqn.training.ObservedEnvironment;
import dqn.training.RunConfig;
import dqn.training.TrainingRun;
import java.util.Optional;

/** A trained agent, or the same one as it began. */
final class TrainedPlayer implements Player {
    private final RunConfig config;
    private final Agents.Trained trained;
    private final NetworkBackend backend;
    private final double epsilon;
    private final boolean learnt;
    private Optional<QNetwork> network = Optional.empty();

    /** Acts with this chance of a random action. */
    TrainedPlayer(RunConfig config, Agents.Trained trained, NetworkBackend backend, double epsilon) {
        this(config, trained, backend, epsilon, true);
    }

    private TrainedPlayer(
            RunConfig config, Agents.Trained trained, NetworkBackend backend, double epsilon, boolean learnt) {
        this.config = config;
        this.trained = trained;
        this.backend = backend;
        this.epsilon = epsilon;
        this.learnt = learnt;
    }

    /** The agent with the weights that its run began with: those of its {@code --init}, else of its seed. */
    TrainedPlayer untrained() {
        return new TrainedPlayer(config, trained, backend, epsilon, false);
    }

    @Override
    public RunConfig config() {
        return config;
    }

    @Override
    public String name() {
        return trained.source().toString();
    }

    @Override
    public String label() {
        return learnt ? "trained" : "untrained";
    }

    @Override
    public Optional<String> checkpoint() {
        return Optional.of(name());
    }

    @Override
    public double epsilon() {
        return epsilon;
    }

    @Override
    public int usualEpisodes() {
        return config.evaluation().episodes();
    }

    @Override
    public Policy policy(ObservedEnvironment environment, RandomStream random) {
        close();
        network = Optional.of(build(TrainingRun.spec(config, environment)));
        return new Actor(network.get(), ActionValues.of(config.agent()), random, epsilon);
    }

    private QNetwork build(NetworkSpec wanted) {
        NetworkSpec found = trained.model().spec();
        trained.requireFit(wanted, config.game());
        NetworkMemory.forPlaying(found).check();
        QNetwork built = backend.create(found, config.seed());
        parameters().ifPresent(built::writeParameters);
        return built;
    }

    /** None if they are those that a new network has. */
    private Optional<float[]> parameters() {
        return learnt
                ? Optional.of(trained.model().parameters())
                : trained.initialModel()
                        .map(file -> Agents.read(file, new ModelFile()).model().parameters());
    }

    @Override
    public void close() {
        network.ifPresent(QNetwork::close);
        network = Optional.empty();
    }
}
