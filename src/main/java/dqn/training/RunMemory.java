package dqn.training;

import dqn.core.DqnException;
import dqn.core.InvalidSetting;
import dqn.network.NetworkMemory;
import dqn.network.NetworkSpec;
import dqn.training.ComputeConfig.Backend;
import dqn.training.ComputeConfig.Precision;

/** Whether what a configuration asks of memory beside its replay can be given, before any of it is taken. */
final class RunMemory {
    private RunMemory() {}

    /**
     * Looks at the observations of a batch and of all environments, and at the network.
     *
     * @throws InvalidSetting if they cannot be built at all
     * @throws DqnException if they do not fit
     */
    static void check(RunConfig config, NetworkSpec spec) {
        int batch = config.agent().update().batch();
        int envs = config.environment().envs();
        requireOneArray("agent.update.batch", batch, spec);
        requireOneArray("environment.envs", envs, spec);
        ofNetwork(config, spec).check();
    }

    /** What the network takes that learns by this configuration. */
    static NetworkMemory ofNetwork(RunConfig config, NetworkSpec spec) {
        return ofNetwork(config, spec, config.compute().backend() == Backend.DL4J);
    }

    /** The same by the reference backend, or by the fast one. */
    static NetworkMemory ofNetwork(RunConfig config, NetworkSpec spec, boolean isReference) {
        NetworkMemory.Learning how = new NetworkMemory.Learning(
                config.agent().optimizer(),
                config.agent().target().isPresent(),
                config.agent().weightAverage().isPresent(),
                config.agent().clipGradient().isPresent(),
                config.agent().doubleQ(),
                config.compute().precision() == Precision.FLOAT32,
                isReference);
        int rows =
                Math.max(config.agent().update().batch(), config.environment().envs());
        return NetworkMemory.forLearning(spec, how, rows);
    }

    private static void requireOneArray(String key, int rows, NetworkSpec spec) {
        int units = spec.outputs() + spec.head().atoms(); // those of a state's value, where the head is dueling
        long most = Integer.MAX_VALUE / Math.max(spec.input().size(), (long) Float.BYTES * units);
        InvalidSetting.unless(
                rows <= most,
                key,
                "must not be above " + most + " with observations of " + spec.input() + " bytes and " + spec.outputs()
                        + " outputs, but is " + rows);
    }
}
