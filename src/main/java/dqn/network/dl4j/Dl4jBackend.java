package dqn.network.dl4j;

import dqn.core.ConfigException;
import dqn.network.HeadSpec;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec;
import dqn.network.QNetwork;
import dqn.network.StepConfig;

/** The reference backend. */
public final class Dl4jBackend implements NetworkBackend {
    /** {@link #name}. */
    public static final String NAME = "dl4j";

    /**
     * Loads ND4J.
     *
     * @throws dqn.core.DqnException if it does not run on this machine
     */
    public Dl4jBackend() {
        Nd4jRuntime.load();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int threads() {
        return Nd4jRuntime.threads();
    }

    @Override
    public String precision() {
        return "float32";
    }

    @Override
    public void meet(NetworkSpec spec) {
        if (!spec.head().equals(new HeadSpec(false, spec.head().atoms(), false))) {
            throw new ConfigException(
                    "The dl4j backend has no dueling, noisy or implicit networks: use a machine that has onednn, or"
                            + " network.head=q, network.noisy=false and another agent.distribution.");
        }
        if (!Dl4jConfiguration.canPad(spec)) {
            throw new ConfigException("The dl4j backend cannot pad layers whose stride jumps over the edge of a picture"
                    + " on one side alone: use a machine that has onednn, or network.padding=valid.");
        }
    }

    @Override
    public QNetwork create(NetworkSpec spec, long seed) {
        meet(spec);
        return Dl4jQNetwork.forInference(spec, seed, true);
    }

    @Override
    public QNetwork create(NetworkSpec spec, long seed, OptimizerSpec optimizer, StepConfig gradient) {
        meet(spec);
        return Dl4jQNetwork.forLearning(spec, seed, optimizer, gradient, true);
    }
}
