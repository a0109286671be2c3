package dqn.cli;

import dqn.core.ConfigException;
import dqn.core.InvalidSetting;
import dqn.env.EnvironmentConfig;
import dqn.network.NetworkConfig;
import dqn.preprocess.ObservationConfig;
import dqn.replay.ReplayConfig;
import dqn.training.Budget;
import dqn.training.RunConfig;
import dqn.training.RunNeeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the trials of a sweep will take; each game is played a little, once for each way of seeing and keeping it. */
final class SweepNeeds {
    /** What makes a run large or small; the rest, such as a learning rate, does not. */
    private record Size(
            String game,
            Budget budget,
            EnvironmentConfig environment,
            ObservationConfig observation,
            NetworkConfig network,
            ReplayConfig replay,
            int batch) {}

    private final Map<Size, RunNeeds> known = new HashMap<>();

    /** Of each configuration, in their order. */
    List<RunNeeds> of(List<RunConfig> configs) {
        return configs.stream().map(this::of).toList();
    }

    private RunNeeds of(RunConfig config) {
        Size size = new Size(
                config.game(),
                config.budget(),
                config.environment(),
                config.observation(),
                config.network(),
                config.replay(),
                config.agent().update().batch());
        return known.computeIfAbsent(size, unknown -> measured(config));
    }

    private static RunNeeds measured(RunConfig config) {
        try {
            return RunNeeds.of(config, Games.of(config.game(), Optional.empty()));
        } catch (InvalidSetting e) {
            throw new ConfigException(e.getMessage(), e);
        }
    }
}
