package dqn.training;

import dqn.core.ConfigException;
import dqn.core.InvalidSetting;
import dqn.core.ObservationSpec;
import dqn.env.EnvironmentFactory;
import dqn.network.NetworkMemory;
import dqn.network.NetworkSpec;
import dqn.replay.ReplayMemory;
import dqn.replay.RingReplayBuffer;

/** Whether a run can be built and will fit, before any of it is. */
public final class RunCheck {
    private RunCheck() {}

    /**
     * Looks, without building anything large, whether the run can be built and its replay will fit.
     *
     * @return the network that it will have
     * @throws dqn.core.DqnException if not
     */
    public static NetworkSpec of(RunConfig config, EnvironmentFactory games) {
        try (ObservedEnvironment environment =
                new ObservedEnvironment(games, config.environment(), config.observation(), config.seed())) {
            NetworkSpec spec =
                    of(config, environment.stackSpec(), environment.actions().size());
            try (RingReplayBuffer empty =
                    TrainingRun.replay(config, environment)) { // refuses a capacity that cannot be shared
                NetworkMemory network = RunMemory.ofNetwork(config, spec);
                ReplayMemory.check(
                        config.replay(),
                        empty,
                        config.gatherableTransitions(),
                        new RandomFrames(environment, config.seed()),
                        network.bytes(),
                        network.heapBytes());
            }
            return spec;
        } catch (InvalidSetting e) {
            throw new ConfigException(e.getMessage(), e);
        }
    }

    /**
     * Looks whether the run can be built, but for its replay.
     *
     * @param probe of its game
     * @return the network that it will have
     * @throws dqn.core.DqnException if not
     */
    public static NetworkSpec of(RunConfig config, GameProbe probe) {
        try {
            return of(config, probe.stack(), probe.actions());
        } catch (InvalidSetting e) {
            throw new ConfigException(e.getMessage(), e);
        }
    }

    private static NetworkSpec of(RunConfig config, ObservationSpec stack, int actions) {
        NetworkSpec spec = TrainingRun.spec(config, stack, actions);
        config.agent().randomChoices(actions);
        RunMemory.check(config, spec);
        return spec;
    }

    /**
     * Looks whether the reference backend could compute the network, for which it takes more memory.
     *
     * @throws dqn.core.DqnException if it does not fit
     */
    public static void ofReference(RunConfig config, NetworkSpec spec) {
        RunMemory.ofNetwork(config, spec, true).check();
    }
}
