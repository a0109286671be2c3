package dqn.report;

import dqn.training.RunManifest;
import dqn.training.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        map.put("random", GroupCurves.random(group));
        map.put(
                "evaluations",
                group.results().stream().map(ReportDocument::result).toList());
        if (!group.runs().isEmpty()) {
            map.put("binFrames", group.binWidth() * group.framesPerStep());
            map.put("published", GroupCurves.bands(group, published));
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
        map.putAll(GroupCurves.of(run, group));
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
