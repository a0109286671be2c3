package dqn.report;

import dqn.core.CommandLineText;
import dqn.training.RunManifest;
import dqn.training.Scores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What the page shows, as one JSON document. Curves come as sums and counts of bins, so that the page can take means over
 * any length.
 *
 * @param groups of runs that compare
 * @param published curves to show beneath them
 * @param references scores from elsewhere, by name
 * @param importances of the parameters of a sweep, by the folder of its trials and a game; none for any other folder
 */
record ReportDocument(
        List<RunGroup> groups,
        Published published,
        Map<String, Double> references,
        BiFunction<Path, String, List<Importance>> importances) {
    /** One evaluation during training; half of the mean's 95 % interval, null for a single game. */
    record Evaluation(double million, double mean, Double half, double games) {}

    /** How much the parameters of a sweep matter in one game; its name is that of its folder. */
    record SweepImportance(String sweep, List<Importance> parameters) {}

    /** What differs between runs, by these keys. */
    record Parameters(List<String> keys, List<Outcome> rows) {}

    /** The values of a run's parameters, how many million frames it was trained, and the mean score that it came to. */
    record Outcome(String path, List<String> values, double million, double score) {}

    /** As Jackson takes it: nowhere in it is a map of no order, so that the same runs give the same bytes. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("references", references);
        Map<Path, String> names = RunNames.across(groups);
        map.put("groups", groups.stream().map(group -> group(group, names)).toList());
        return map;
    }

    private Map<String, Object> group(RunGroup group, Map<Path, String> names) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("game", group.game());
        map.put("rules", group.rules());
        map.put("random", GroupCurves.random(group));
        map.put(
                "evaluations",
                ScoreSample.evaluations(group).stream()
                        .map(ReportDocument::sample)
                        .toList());
        if (!group.runs().isEmpty()) {
            map.put("randomPlay", randomPlay(group));
            map.put("binFrames", group.binWidth() * group.framesPerStep());
            map.put("published", GroupCurves.bands(group, published));
            map.put("series", series(group, names));
            map.put("parameters", parameters(group));
            map.put("importances", importances(group));
        }
        return map;
    }

    /** The command that lets chance play by the rules of the group; none where there is such a result. */
    private static String randomPlay(RunGroup group) {
        Path run = group.runs().get(0).path();
        return group.results().stream().anyMatch(EvaluationResult::isRandom)
                ? null
                : "dqn eval --policy random --config " + CommandLineText.of(run.resolve("config.yaml")) + " --json > "
                        + CommandLineText.of(run.resolve("random.json"));
    }

    private static Map<String, Object> sample(ScoreSample sample) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("label", sample.label());
        map.put("colour", sample.colour().isPresent() ? sample.colour().getAsInt() : null);
        map.put("games", sample.games());
        return map;
    }

    private List<Map<String, Object>> series(RunGroup group, Map<Path, String> names) {
        List<String> labels = new SeriesLabels(group).labels(names);
        List<Map<String, Object>> all = new ArrayList<>();
        for (List<ReportedRun> runs : group.series()) {
            Map<String, Object> map = new LinkedHashMap<>();
            String label = labels.get(all.size());
            map.put("label", label);
            map.put("first", sample(ScoreSample.first(label, runs)));
            map.put("last", sample(ScoreSample.last(label, runs, all.size())));
            map.put(
                    "runs",
                    runs.stream()
                            .map(run -> run(run, names.get(run.path()), group))
                            .toList());
            all.add(map);
        }
        return all;
    }

    private Map<String, Object> run(ReportedRun run, String name, RunGroup group) {
        MillionFrames millions = run.millions();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("path", run.path().toString());
        map.put("seed", run.seed());
        map.put("verdict", PublishedProtocol.of(published, run.settings()).sentence(millions, run.agentSteps()) + ".");
        map.put("problems", run.problems());
        map.put("frames", run.agentSteps() * group.framesPerStep());
        map.put("games", run.episodes().size());
        map.put("millions", group.framesPerStep() == 4 ? means(millions) : List.of());
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

    private static List<Double> means(MillionFrames millions) {
        return IntStream.rangeClosed(1, millions.whole())
                .mapToObj(millions::mean)
                .map(mean -> mean.isPresent() ? mean.getAsDouble() : null)
                .toList();
    }

    private static List<Evaluation> evaluations(Table table, double framesPerStep) {
        List<Evaluation> rows = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            double mean = table.value(row, "mean_score");
            double deviation = table.value(row, "score_standard_deviation");
            double games = table.value(row, "evaluated_episodes");
            if (DoubleStream.of(mean, deviation, games).allMatch(Double::isFinite) && games >= 1) {
                rows.add(new Evaluation(
                        table.steps(row) * framesPerStep / 1e6,
                        mean,
                        games < 2 ? null : Scores.halfWidth95(games, deviation),
                        games));
            }
        }
        return rows;
    }

    /** What differs between the runs, and what each came to. */
    private static Parameters parameters(RunGroup group) {
        List<String> keys = group.differing();
        List<Outcome> rows = new ArrayList<>();
        for (List<ReportedRun> runs : group.series()) {
            for (ReportedRun run : runs) {
                double[] last = run.lastScores();
                if (last.length > 0) {
                    rows.add(new Outcome(
                            run.path().toString(),
                            keys.stream().map(run::parameter).toList(),
                            run.agentSteps() * group.framesPerStep() / 1e6,
                            DoubleStream.of(last).average().orElseThrow()));
                }
            }
        }
        return new Parameters(keys, rows);
    }

    /** Of each sweep that has trials in the group. */
    private List<SweepImportance> importances(RunGroup group) {
        Set<Path> folders = new LinkedHashSet<>();
        group.runs()
                .forEach(run ->
                        folders.add(run.path().toAbsolutePath().normalize().getParent()));
        List<SweepImportance> all = new ArrayList<>();
        for (Path trials : folders) {
            List<Importance> parameters = importances.apply(trials, group.game());
            if (!parameters.isEmpty()) {
                String sweep = trials.getName(trials.getNameCount() - 2).toString();
                boolean repeated = all.stream().anyMatch(other -> other.sweep().equals(sweep));
                all.add(new SweepImportance(repeated ? trials.getParent().toString() : sweep, parameters));
            }
        }
        return all;
    }
}
