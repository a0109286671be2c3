package dqn.cli;

import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import dqn.network.onednn.UnsupportedNetworkException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fast engine, until it meets a network that it cannot compute: then the one that computes all of them. */
final class AutoBackend implements NetworkBackend {
    private static final Logger LOG = LoggerFactory.getLogger(AutoBackend.class);

    private final Supplier<NetworkBackend> dl4j;
    private NetworkBackend chosen;

    AutoBackend(NetworkBackend fast, Supplier<NetworkBackend> dl4j) {
        chosen = fast;
        this.dl4j = dl4j;
    }

    @Override
    public String name() {
        return chosen.name();
    }

    @Override
    public int threads() {
        return chosen.threads();
    }

    @Override
    public String precision() {
        return chosen.precision();
    }

    @Override
    public void meet(NetworkSpec spec) {
        orElseDl4j(backend -> {
            backend.meet(spec);
            return backend;
        });
    }

    @Override
    public QNetwork create(NetworkSpec spec, long seed) {
        return orElseDl4j(backend -> backend.create(spec, seed));
    }

    @Override
    public QNetwork create(NetworkSpec spec, long seed, OptimizerSpec optimizer, StepConfig gradient) {
        return orElseDl4j(backend -> backend.create(spec, seed, optimizer, gradient));
    }

    private <T> T orElseDl4j(Function<NetworkBackend, T> work) {
        try {
            return work.apply(chosen);
        } catch (UnsupportedNetworkException e) {
            LOG.warn("DL4J computes the network, several times slower: {}", e.reason());
            chosen = dl4j.get();
            return work.apply(chosen);
        }
    }
}
