package dqn.agent;

import dqn.core.Releases;
import dqn.network.LearntState;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec;
import dqn.network.QNetwork;
import java.util.Optional;
import java.util.function.Supplier;

/** The network that learns, its target, and the one that acts, so far as they are different ones; owns them all. */
public final class AgentNetworks implements AutoCloseable {
    private final OptimizerSpec optimizer;
    private final QNetwork online;
    private final TargetNetwork target;
    private final ActingNetwork acting;
    private final Releases releases = new Releases();

    /**
     * Networks with the same first weights.
     *
     * @param seed of the weights
     */
    public AgentNetworks(NetworkBackend backend, NetworkSpec spec, AgentConfig config, long seed) {
        optimizer = config.optimizer();
        try {
            online = own(backend.create(spec, seed, optimizer, config.stepConfig()));
            target = new TargetNetwork(
                    online, config.target().map(unused -> own(backend.create(spec, seed))), config.target());
            acting = new ActingNetwork(
                    online,
                    config.weightAverage().map(unused -> own(backend.create(spec, seed))),
                    config.weightAverage());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private QNetwork own(QNetwork network) {
        releases.add(network::close);
        return network;
    }

    /** The network that learns. */
    public QNetwork online() {
        return online;
    }

    /** What it bootstraps from. */
    public TargetNetwork target() {
        return target;
    }

    /** What acts. */
    public ActingNetwork acting() {
        return acting;
    }

    /** Begins with other weights than random ones. */
    public void initialize(float[] parameters) {
        online.writeParameters(parameters);
        target.renew();
        acting.renew();
    }

    /**
     * Takes hold of the model as it is now: the weights of what acts, with the optimiser of what learns; any thread may ask
     * what is returned for it.
     *
     * @param config of the run, as YAML
     */
    public Supplier<ModelSnapshot> capture(Supplier<String> config) {
        Supplier<LearntState> captured = online.capture();
        Supplier<float[]> acted = acting.network() == online
                ? () -> captured.get().parameters()
                : acting.network().captureParameters();
        return () -> new ModelSnapshot(
                online.spec(),
                Optional.of(optimizer),
                acted.get(),
                Optional.of(captured.get().optimizer()),
                Optional.of(config.get()));
    }

    /** Takes over a model with its optimiser's state. */
    public void restore(ModelSnapshot model) {
        online.writeParameters(model.parameters());
        acting.renew();
        model.optimizerState().ifPresent(online::restoreOptimizer);
    }

    @Override
    public void close() {
        releases.close();
    }
}
