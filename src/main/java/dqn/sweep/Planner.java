package dqn.sweep;

import dqn.core.ConfigException;
import dqn.core.InvalidSetting;
import dqn.training.ConfigLoader;
import dqn.training.Presets;
import dqn.training.RunConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Works out a sweep's trials, and tries each of their configurations before any of them starts. */
public final class Planner {
    private final SweepConfig sweep;
    private final ConfigLoader loader = new ConfigLoader();
    private final List<Map<String, String>> samples;
    private final List<Long> rungs;
    private final Map<String, RunConfig> bases = new LinkedHashMap<>();
    private final List<RunConfig> configs;

    /**
     * Looks whether every trial's configuration is one that can be run.
     *
     * @throws ConfigException with the first that is not
     */
    public Planner(SweepConfig sweep) {
        this.sweep = sweep;
        samples = sweep.sampling().of(sweep.parameters());
        rungs = rungs(sweep);
        sweep.games().forEach(game -> bases.put(game, config(game, Map.of(), sweep.frames())));
        configs = configs(sweep.frames());
    }

    private List<RunConfig> configs(OptionalLong length) {
        List<RunConfig> all = new ArrayList<>();
        for (Map<String, String> settings : samples) {
            sweep.games().forEach(game -> all.add(config(game, settings, length)));
        }
        return all;
    }

    private static List<Long> rungs(SweepConfig sweep) {
        try {
            return sweep.frames().isEmpty()
                    ? List.of()
                    : sweep.halving().lengths(sweep.frames().getAsLong());
        } catch (InvalidSetting e) {
            throw new ConfigException("search.asha." + e.getMessage(), e);
        }
    }

    /** Trials that there will be. */
    public long trialCount() {
        return (long) samples.size() * sweep.games().size() * sweep.seeds().size();
    }

    /** What the trials of each game stand on, whole. */
    public Map<String, RunConfig> bases() {
        return bases;
    }

    /** Every configuration, but for the seed and the threads; by settings, then games. */
    public List<RunConfig> configs() {
        return configs;
    }

    /** The same as long as each is trained at least: with rungs, up to the first. */
    public List<RunConfig> shortest() {
        return rungs.size() < 2 ? configs : configs(OptionalLong.of(rungs.get(0)));
    }

    private RunConfig config(String game, Map<String, String> settings, OptionalLong length) {
        List<String> sets = new ArrayList<>(List.of("game=" + game));
        length.ifPresent(frames -> sets.add("budget={frames: " + frames + "}"));
        settings.forEach((key, value) -> sets.add(key + "=" + value));
        return sweep.file()
                .map(file -> loader.resolveFile(file, sets))
                .orElseGet(() -> loader.resolvePreset(preset(game), sets));
    }

    private String preset(String game) {
        return sweep.preset().orElseGet(() -> Presets.installed().names().contains(game) ? game : Presets.DEFAULT);
    }

    /**
     * The plan.
     *
     * @param usualThreads for each trial, unless the sweep says how many
     * @param commit of the program
     */
    public Plan plan(int usualThreads, String commit) {
        int threads = sweep.threads().orElse(usualThreads);
        List<Trial> trials = new ArrayList<>();
        for (Map<String, String> settings : samples) {
            for (String game : sweep.games()) {
                for (long seed : sweep.seeds()) {
                    trials.add(new Trial(trials.size() + 1, game, seed, settings, arguments(seed, settings, threads)));
                }
            }
        }
        return new Plan(
                Plan.FORMAT,
                commit,
                sweep.objective(),
                sweep.halving().eta(),
                rungs,
                threads,
                sweep.slots().orElse(0),
                sweep.seeds().size(),
                trials);
    }

    private static List<String> arguments(long seed, Map<String, String> settings, int threads) {
        List<String> arguments = new ArrayList<>(List.of("--seed", Long.toString(seed)));
        settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        arguments.addAll(List.of("--threads", Integer.toString(threads)));
        return arguments;
    }
}
