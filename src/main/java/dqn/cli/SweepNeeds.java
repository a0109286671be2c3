package dqn.cli;

import dqn.core.ConfigException;
import dqn.core.DqnException;
import dqn.core.InvalidSetting;
import dqn.env.EnvironmentConfig;
import dqn.preprocess.ObservationConfig;
import dqn.replay.ReplayConfig;
import dqn.training.ComputeConfig;
import dqn.training.ComputeConfig.Backend;
import dqn.training.ComputeConfig.Precision;
import dqn.training.GameProbe;
import dqn.training.RunCheck;
import dqn.training.RunConfig;
import dqn.training.RunNeeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the trials of a sweep will take; each game is played a little, once for each way of seeing and keeping it. */
final class SweepNeeds {
    /** All that a probe is given of a configuration, but for the seed, which trials do not have yet. */
    private record View(
            String game, EnvironmentConfig environment, ObservationConfig observation, ReplayConfig replay) {
        GameProbe probe(long seed) {
            return GameProbe.of(Games.of(game, Optional.empty()), environment, observation, replay, seed);
        }
    }

    private final Map<View, GameProbe> probes = new HashMap<>();

    /** Of each configuration, in their order. */
    List<RunNeeds> of(List<RunConfig> configs) {
        return configs.stream().map(this::of).toList();
    }

    private RunNeeds of(RunConfig config) {
        try {
            return RunNeeds.of(config, probe(config));
        } catch (InvalidSetting e) {
            throw new ConfigException(e.getMessage(), e);
        }
    }

    /**
     * Refuses what a training would refuse on this machine before it begins, but for what the replay needs.
     *
     * @throws DqnException with the first of the configurations that cannot be trained
     */
    void check(List<RunConfig> configs) {
        for (RunConfig config : configs) {
            requireEngine(config.compute());
            RunCheck.of(config, probe(config));
        }
    }

    /** What is left to the program, it has; what it has not is not loaded for this. */
    private static void requireEngine(ComputeConfig compute) {
        if (compute.backend() == Backend.ONEDNN || compute.precision() == Precision.BF16) {
            Backends.of(compute);
        }
    }

    private GameProbe probe(RunConfig config) {
        View view = new View(config.game(), config.environment(), config.observation(), config.replay());
        return probes.computeIfAbsent(view, unknown -> unknown.probe(config.seed()));
    }
}
