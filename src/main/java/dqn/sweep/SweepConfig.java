package dqn.sweep;

import dqn.core.InvalidSetting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a sweep is to try.
 *
 * @param games to play
 * @param seeds of the runs of each settings
 * @param preset that all stand on; empty, and no file either: the game's own, else the default
 * @param file a configuration instead of a preset
 * @param frames whole length of each trial; empty: as the preset has it
 * @param sampling which settings are tried
 * @param halving which trials are stopped early
 * @param parameters that are varied
 * @param objective what settings are compared by
 * @param slots trials at once on this machine; empty: as many as fit
 * @param threads of each trial; empty: the cores divided among the slots
 */
public record SweepConfig(
        List<String> games,
        List<Long> seeds,
        Optional<String> preset,
        Optional<Path> file,
        OptionalLong frames,
        Sampling sampling,
        Halving halving,
        List<Parameter> parameters,
        Objective objective,
        OptionalInt slots,
        OptionalInt threads) {
    /** Refuses what does not fit together. */
    public SweepConfig {
        InvalidSetting.unless(preset.isEmpty() || file.isEmpty(), "config", "and preset exclude each other");
        for (Parameter parameter : parameters) {
            InvalidSetting.unless(
                    !parameter.key().equals("game") && !parameter.key().equals("seed"),
                    "parameters",
                    "must not have " + parameter.key() + ": name them under " + parameter.key() + "s");
            InvalidSetting.unless(
                    !parameter.key().equals("compute.threads"),
                    "parameters",
                    "must not have compute.threads: they are threadsPerTrial");
            InvalidSetting.unless(
                    frames.isEmpty() || !parameter.key().startsWith("budget"),
                    "parameters",
                    "must not have " + parameter.key() + " where frames are given too");
        }
    }
}
