package dqn.cli;

import dqn.core.ConfigException;
import dqn.network.NetworkBackend;
import dqn.network.dl4j.Dl4jBackend;
import dqn.network.onednn.OneDnnBackend;
import dqn.training.ComputeConfig;
import dqn.training.ComputeConfig.Backend;
import dqn.training.ComputeConfig.Precision;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the network engine. */
final class Backends {
    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

    private Backends() {}

    /** The fastest engine that runs here, for commands that do not let the user choose one. */
    static NetworkBackend fastest() {
        return of(
                new ComputeConfig(Backend.AUTO, OptionalInt.empty(), Precision.FLOAT32, false),
                threads -> new Dl4jBackend());
    }

    /**
     * The engine of a configuration.
     *
     * @throws ConfigException if it is not there, or cannot do what is asked
     */
    static NetworkBackend of(ComputeConfig config) {
        return of(config, Backends::dl4j);
    }

    /** With what makes DL4J's engine for so many threads. */
    private static NetworkBackend of(ComputeConfig config, IntFunction<NetworkBackend> dl4j) {
        Optional<Throwable> missing =
                config.backend() == Backend.DL4J ? Optional.empty() : OneDnnBackend.whyUnavailable();
        if (config.backend() == Backend.ONEDNN && missing.isPresent()) {
            throw new ConfigException(
                    "oneDNN's native library cannot be loaded on this machine: use --backend dl4j.", missing.get());
        }
        if (config.backend() == Backend.DL4J || missing.isPresent()) {
            return reference(config, dl4j);
        }
        if (config.precision() == Precision.BF16 && !OneDnnBackend.hasBf16()) {
            throw new ConfigException("This processor does not compute in bf16 (it has no AVX512_BF16): set"
                    + " compute.precision to auto or float32.");
        }
        if (!Threads.areOurs()) {
            LOG.warn(
                    "OMP_NUM_THREADS is not 1, so that too many threads compute the network: start dqn by its launcher");
        }
        OneDnnBackend fast = new OneDnnBackend(Threads.of(config.threads()), isBf16(config.precision()));
        if (config.backend() == Backend.ONEDNN) {
            return fast;
        }
        return new AutoBackend(fast, () -> {
            requireFloat32(config);
            return dl4j.apply(fast.threads());
        });
    }

    private static boolean isBf16(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> false;
            case BF16 -> true;
            case AUTO -> OneDnnBackend.hasBf16() && Processor.here().isBf16Fast();
        };
    }

    private static NetworkBackend reference(ComputeConfig config, IntFunction<NetworkBackend> dl4j) {
        requireFloat32(config);
        if (config.backend() == Backend.AUTO) {
            LOG.warn("oneDNN cannot be loaded on this machine, so DL4J computes the network, several times slower:"
                    + " `dqn doctor` says why");
        }
        return dl4j.apply(Threads.of(config.threads()));
    }

    private static void requireFloat32(ComputeConfig config) {
        if (config.precision() == Precision.BF16) {
            throw new ConfigException(
                    "The dl4j backend computes in float32 only: set compute.precision to auto or float32.");
        }
    }

    /** DL4J, whose threads are as many as the environment said when it was started: tells where that is not so many. */
    private static NetworkBackend dl4j(int threads) {
        Dl4jBackend backend = new Dl4jBackend();
        if (backend.threads() != threads) {
            LOG.warn(
                    "DL4J computes on {} of {} threads: start dqn by its launcher, with the option --backend dl4j",
                    backend.threads(),
                    threads);
        }
        return backend;
    }
}
