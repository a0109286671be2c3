package dqn.cli;

import dqn.core.ConfigException;
import dqn.network.NetworkBackend;
import dqn.network.dl4j.Dl4jBackend;
import dqn.training.ComputeConfig;
import dqn.training.ComputeConfig.Backend;
import dqn.training.ComputeConfig.Precision;

/** Chooses the network engine. */
final class Backends {
    private Backends() {}

    /** The engine that runs everywhere. */
    static NetworkBackend reference() {
        return new Dl4jBackend();
    }

    /**
     * The engine of a configuration.
     *
     * @throws ConfigException if it is not there, or cannot do what is asked
     */
    static NetworkBackend of(ComputeConfig config) {
        if (config.backend() == Backend.ONEDNN) {
            throw new ConfigException("The onednn backend is not part of this version: use --backend auto or dl4j.");
        }
        if (config.precision() == Precision.BF16) {
            throw new ConfigException("The dl4j backend computes in float32 only: leave compute.precision at float32.");
        }
        return reference();
    }
}
