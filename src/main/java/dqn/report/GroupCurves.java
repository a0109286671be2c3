package dqn.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The learning curves of runs as {@code charts.js} draws them: sums and counts of bins, in groups of runs that compare. */
public final class GroupCurves {
    /** The curve of a published agent. */
    record Agent(String label, List<Integer> million, List<Double> min, List<Double> mean, List<Double> max) {}

    /** A {@link Curve} with digits enough for a picture. */
    record Bins(float[] sums, int[] counts) {}

    private GroupCurves() {}

    /**
     * All that the curves of these runs need, a map for each group; nothing else of the runs is in it but their names.
     *
     * @param names of the runs, by their paths, each another
     * @param published curves to show beneath them
     */
    public static List<Map<String, Object>> of(List<ReportedRun> runs, Map<Path, String> names, Published published) {
        return RunGroup.of(runs, List.of()).stream()
                .map(group -> of(group, names, published))
                .toList();
    }

    /** What sets each of a sweep's trials apart from the others that it compares with, by their paths; nothing of other runs. */
    public static Map<Path, String> settings(List<ReportedRun> runs) {
        Map<Path, String> all = new TreeMap<>();
        RunGroup.of(runs, List.of()).forEach(group -> all.putAll(new SeriesLabels(group).settings()));
        return all;
    }

    private static Map<String, Object> of(RunGroup group, Map<Path, String> names, Published published) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("game", group.game());
        map.put("rules", group.rules());
        map.put("random", random(group));
        map.put("binFrames", group.binWidth() * group.framesPerStep());
        map.put("published", bands(group, published));
        List<String> labels = new SeriesLabels(group).labels(names);
        List<Map<String, Object>> series = new ArrayList<>();
        for (List<ReportedRun> runs : group.series()) {
            series.add(series(runs, labels.get(series.size()), names, group));
        }
        map.put("series", series);
        return map;
    }

    private static Map<String, Object> series(
            List<ReportedRun> runs, String label, Map<Path, String> names, RunGroup group) {
        List<Map<String, Object>> curves = new ArrayList<>();
        for (ReportedRun run : runs) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", names.get(run.path()));
            map.put("frames", run.agentSteps() * group.framesPerStep());
            map.putAll(of(run, group));
            curves.add(map);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("label", label);
        map.put("runs", curves);
        return map;
    }

    /** The curves of one run. */
    static Map<String, Object> of(ReportedRun run, RunGroup group) {
        int bins = group.bins(run);
        long width = group.binWidth();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("score", bins(Curve.of(run.episodes(), ReportedRun.SCORE, bins, width)));
        map.put("loss", bins(Curve.of(run.metrics(), "loss", bins, width)));
        map.put("maxQ", bins(Curve.of(run.metrics(), "mean_max_q", bins, width)));
        map.put("epsilon", bins(Curve.of(run.metrics(), "epsilon", bins, width)));
        map.put("speed", bins(Curve.of(run.timing(), "agent_steps_per_second", bins, width)));
        return map;
    }

    private static Bins bins(Curve curve) {
        float[] sums = new float[curve.sums().length];
        IntStream.range(0, sums.length).forEach(bin -> sums[bin] = (float) curve.sums()[bin]);
        return new Bins(sums, curve.counts());
    }

    /** Mean score of random play; null where it is not known. */
    static Double random(RunGroup group) {
        OptionalDouble random = new RandomScores().of(group.game(), group.maxEpisodeFrames());
        return random.isPresent() ? random.getAsDouble() : null;
    }

    /** Of the published agents where the rules are theirs, as far as the runs and one point further. */
    static List<Agent> bands(RunGroup group, Published published) {
        if (!group.comparesTo(published)) {
            return List.of();
        }
        List<Agent> agents = new ArrayList<>();
        for (Published.Agent agent : Published.AGENTS) {
            List<Band> bands =
                    published.upTo(group.game(), agent.name(), (double) group.agentSteps() / MillionFrames.AGENT_STEPS);
            agents.add(new Agent(
                    agent.label(),
                    bands.stream().map(Band::million).toList(),
                    bands.stream().map(Band::min).toList(),
                    bands.stream().map(Band::mean).toList(),
                    bands.stream().map(Band::max).toList()));
        }
        return agents;
    }
}
