package dqn.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The learning curves of runs as {@code charts.js} draws them: sums and counts of bins, in groups of runs that compare. */
public final class GroupCurves {
    private GroupCurves() {}

    /**
     * All that the curves of these runs need, a map for each group; nothing else of the runs is in it but their names.
     *
     * @param published curves to show beneath them
     */
    public static List<Map<String, Object>> of(List<ReportedRun> runs, Published published) {
        return RunGroup.of(runs, List.of()).stream()
                .map(group -> of(group, published))
                .toList();
    }

    private static Map<String, Object> of(RunGroup group, Published published) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("game", group.game());
        map.put("rules", group.rules());
        map.put("random", random(group));
        map.put("binFrames", group.binWidth() * group.framesPerStep());
        map.put("published", bands(group, published));
        map.put(
                "series",
                group.series().stream().map(runs -> series(runs, group)).toList());
        return map;
    }

    private static Map<String, Object> series(List<ReportedRun> runs, RunGroup group) {
        List<Map<String, Object>> curves = new ArrayList<>();
        for (ReportedRun run : runs) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", run.name());
            map.put("frames", run.agentSteps() * group.framesPerStep());
            map.putAll(of(run, group));
            curves.add(map);
        }
        return Map.of("label", group.label(runs), "runs", curves);
    }

    /** The curves of one run. */
    static Map<String, Object> of(ReportedRun run, RunGroup group) {
        int bins = group.bins();
        long width = group.binWidth();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("score", curve(Curve.of(run.episodes(), ReportedRun.SCORE, bins, width)));
        map.put("loss", curve(Curve.of(run.metrics(), "loss", bins, width)));
        map.put("maxQ", curve(Curve.of(run.metrics(), "mean_max_q", bins, width)));
        map.put("epsilon", curve(Curve.of(run.metrics(), "epsilon", bins, width)));
        map.put("speed", curve(Curve.of(run.timing(), "agent_steps_per_second", bins, width)));
        return map;
    }

    private static Map<String, Object> curve(Curve curve) {
        float[] sums = new float[curve.sums().length]; // digits enough for a picture
        IntStream.range(0, sums.length).forEach(bin -> sums[bin] = (float) curve.sums()[bin]);
        return Map.of("sums", sums, "counts", curve.counts());
    }

    /** Mean score of random play; null where it is not known. */
    static Double random(RunGroup group) {
        OptionalDouble random = new RandomScores().of(group.game());
        return random.isPresent() ? random.getAsDouble() : null;
    }

    /** Of the published agents where the rules are theirs, as far as the runs and one point further. */
    static List<Map<String, Object>> bands(RunGroup group, Published published) {
        if (!PublishedProtocol.of(published, group.runs().get(0).settings()).applies()) {
            return List.of();
        }
        List<Map<String, Object>> agents = new ArrayList<>();
        for (Published.Agent agent : Published.AGENTS) {
            List<Band> bands =
                    published.upTo(group.game(), agent.name(), (double) group.agentSteps() / MillionFrames.AGENT_STEPS);
            agents.add(Map.of(
                    "label", agent.label(),
                    "million", bands.stream().map(Band::million).toList(),
                    "min", bands.stream().map(Band::min).toList(),
                    "mean", bands.stream().map(Band::mean).toList(),
                    "max", bands.stream().map(Band::max).toList()));
        }
        return agents;
    }
}
