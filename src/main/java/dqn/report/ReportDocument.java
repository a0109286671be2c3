package dqn.report;

import dqn.training.RunManifest;
import dqn.training.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What the page shows, as one JSON document. Curves come as sums and counts of bins, so that the page can take means over
 * any length.
 *
 * @param groups of runs that compare
 * @param published curves to show beneath them
 */
record ReportDocument(List<RunGroup> groups, Published published) {
    Map<String, Object> toMap() {
        return Map.of("groups", groups.stream().map(this::group).toList());
    }

    private Map<String, Object> group(RunGroup group) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("game", group.game());
        map.put("rules", group.rules());
        OptionalDouble random = new RandomScores().of(group.game());
        map.put("random", random.isPresent() ? random.getAsDouble() : null);
        map.put(
                "evaluations",
                group.results().stream().map(ReportDocument::result).toList());
        if (!group.runs().isEmpty()) {
            map.put("binFrames", group.binWidth() * group.framesPerStep());
            map.put("published", bands(group));
            map.put("series", series(group));
            map.put("parameters", parameters(group));
        }
        return map;
    }

    private static Map<String, Object> result(EvaluationResult result) {
        Scores scores = new Scores(result.scores());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("player", result.player());
        map.put("epsilon", Double.isFinite(result.epsilon()) ? result.epsilon() : null);
        map.put("mean", scores.mean());
        map.put("confidence", scores.confidence95());
        map.put("scores", result.scores());
        return map;
    }

    /** Of the published agents where the rules are theirs, as far as the runs and one point further. */
    private List<Map<String, Object>> bands(RunGroup group) {
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

    private List<Map<String, Object>> series(RunGroup group) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (List<ReportedRun> runs : group.series()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("label", group.label(runs));
            map.put("runs", runs.stream().map(run -> run(run, group)).toList());
            all.add(map);
        }
        return all;
    }

    private Map<String, Object> run(ReportedRun run, RunGroup group) {
        int bins = group.bins();
        long width = group.binWidth();
        MillionFrames windows = run.windows();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", run.name());
        map.put("path", run.path().toString());
        map.put("seed", run.seed());
        map.put("verdict", PublishedProtocol.of(published, run.settings()).sentence(windows) + ".");
        map.put("problems", run.problems());
        map.put("frames", run.agentSteps() * group.framesPerStep());
        map.put("games", run.episodes().size());
        map.put("first", run.firstScores());
        map.put("last", run.lastScores());
        map.put("windows", group.framesPerStep() == 4 ? windows(windows) : List.of());
        map.put("score", curve(Curve.of(run.episodes(), ReportedRun.SCORE, bins, width)));
        map.put("loss", curve(Curve.of(run.metrics(), "loss", bins, width)));
        map.put("maxQ", curve(Curve.of(run.metrics(), "mean_max_q", bins, width)));
        map.put("epsilon", curve(Curve.of(run.metrics(), "epsilon", bins, width)));
        map.put("speed", curve(Curve.of(run.timing(), "agent_steps_per_second", bins, width)));
        map.put("evaluations", evaluations(run.evaluations(), group.framesPerStep()));
        map.put("settings", run.settings());
        map.put("manifest", run.manifest().map(ReportDocument::manifest).orElse(Map.of()));
        return map;
    }

    private static Map<String, Object> manifest(RunManifest manifest) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("started", manifest.started());
        map.put("version", manifest.version() + ", commit " + manifest.commit());
        map.put(
                "network engine",
                manifest.backend() + ", " + manifest.precision() + ", " + manifest.threads() + " threads");
        map.put("processor", manifest.cpu() + ", " + manifest.cores() + " cores");
        map.put("system", manifest.os() + ", " + manifest.jvm());
        map.put("ROM (MD5)", manifest.rom());
        return map;
    }

    private static List<Double> windows(MillionFrames windows) {
        return IntStream.rangeClosed(1, windows.whole())
                .mapToObj(windows::mean)
                .map(mean -> mean.isPresent() ? mean.getAsDouble() : null)
                .toList();
    }

    private static Map<String, Object> curve(Curve curve) {
        float[] sums = new float[curve.sums().length]; // digits enough for a picture
        IntStream.range(0, sums.length).forEach(bin -> sums[bin] = (float) curve.sums()[bin]);
        return Map.of("sums", sums, "counts", curve.counts());
    }

    private static List<Map<String, Object>> evaluations(Table table, double framesPerStep) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            double mean = table.value(row, "mean_score");
            double deviation = table.value(row, "score_standard_deviation");
            double games = table.value(row, "evaluated_episodes");
            if (DoubleStream.of(mean, deviation, games).allMatch(Double::isFinite) && games >= 1) {
                rows.add(Map.of(
                        "million",
                        table.steps(row) * framesPerStep / 1e6,
                        "mean",
                        mean,
                        "error",
                        deviation / Math.sqrt(games),
                        "games",
                        games));
            }
        }
        return rows;
    }

    /** What differs between the runs, and what each came to. */
    private static Map<String, Object> parameters(RunGroup group) {
        List<String> keys = group.differing();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (List<ReportedRun> runs : group.series()) {
            for (ReportedRun run : runs) {
                double[] last = run.lastScores();
                if (last.length > 0) {
                    rows.add(Map.of(
                            "name", run.name(),
                            "values", keys.stream().map(run::parameter).toList(),
                            "score", DoubleStream.of(last).average().orElseThrow()));
                }
            }
        }
        return Map.of("keys", keys, "rows", rows);
    }
}
