package dqn.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Runs that compare: of one game by the same rules, with the evaluations that were made by the rules of theirs. What does
 * not compare is in another group.
 *
 * @param game that they play
 * @param rules of it, for a person
 * @param runs in the order of their paths
 * @param results of {@code dqn eval}
 */
record RunGroup(String game, String rules, List<ReportedRun> runs, List<EvaluationResult> results) {
    private static final int MOST_BINS = 400;
    private static final long NARROWEST_BIN = 250;
    /** What does not change how an agent learns, or only how long. */
    private static final Pattern NO_PARAMETER =
            Pattern.compile("game|seed|(budget|checkpoint|logging|evaluation)\\..*|compute\\.(backend|threads)");

    private static final Pattern NUMBER = Pattern.compile("[0-9.]+");

    /** Sorts runs and results into groups, by the name of the game and the rules. */
    static List<RunGroup> of(Collection<ReportedRun> runs, Collection<EvaluationResult> results) {
        Map<Rules, List<ReportedRun>> trained = new TreeMap<>(Rules.ORDER);
        runs.forEach(run -> trained.computeIfAbsent(Rules.of(run), rules -> new ArrayList<>())
                .add(run));
        Map<Rules, List<EvaluationResult>> evaluated = new TreeMap<>(Rules.ORDER);
        for (EvaluationResult result : results) {
            List<Rules> own = trained.keySet().stream()
                    .filter(rules -> rules.allow(result))
                    .toList();
            (own.isEmpty() ? List.of(Rules.of(result)) : own)
                    .forEach(rules -> evaluated
                            .computeIfAbsent(rules, r -> new ArrayList<>())
                            .add(result));
        }
        Set<Rules> all = new TreeSet<>(Rules.ORDER);
        all.addAll(trained.keySet());
        all.addAll(evaluated.keySet());
        return all.stream()
                .map(rules -> new RunGroup(
                        rules.game(),
                        rules.heading(all),
                        trained.getOrDefault(rules, List.of()),
                        evaluated.getOrDefault(rules, List.of())))
                .toList();
    }

    /** Runs that differ in nothing but the seed, together. */
    List<List<ReportedRun>> series() {
        Map<Map<String, String>, List<ReportedRun>> series = new LinkedHashMap<>();
        for (ReportedRun run : runs) {
            Map<String, String> all = new LinkedHashMap<>(run.settings());
            all.remove("seed");
            series.computeIfAbsent(all, settings -> new ArrayList<>()).add(run);
        }
        return new ArrayList<>(series.values());
    }

    /** Whether the published curves are of the rules of a run. */
    boolean comparesTo(Published published) {
        return runs.stream()
                .anyMatch(run -> PublishedProtocol.of(published, run.settings()).applies());
    }

    /** Hyper-parameters in which the runs are not all the same, by their full keys. */
    List<String> differing() {
        Set<String> keys = new LinkedHashSet<>();
        runs.forEach(run -> keys.addAll(run.settings().keySet()));
        return keys.stream()
                .filter(key -> !NO_PARAMETER.matcher(key).matches())
                .filter(key ->
                        runs.stream().map(run -> run.parameter(key)).distinct().count() > 1)
                .toList();
    }

    /** Of training, or as long as can be where nothing was trained. */
    int maxEpisodeFrames() {
        return runs.isEmpty()
                ? Integer.MAX_VALUE
                : Integer.parseInt(runs.get(0).settings().get("environment.maxEpisodeFrames"));
    }

    /** Frames that an agent step lasts, on average. */
    double framesPerStep() {
        return NUMBER.matcher(runs.get(0).settings().get("environment.frameSkip"))
                .results()
                .map(MatchResult::group)
                .mapToDouble(Double::parseDouble)
                .average()
                .orElseThrow();
    }

    /** How far the longest run has come, in agent steps. */
    long agentSteps() {
        return runs.stream().mapToLong(ReportedRun::agentSteps).max().orElse(0);
    }

    /** Agent steps of a point of the curves: 1, 2 or 5 with zeros, or a little less, and not more than 400 points. */
    long binWidth() {
        long width = NARROWEST_BIN;
        for (int i = 0; width * MOST_BINS < agentSteps(); i++) {
            width = width * (i % 3 == 1 ? 5 : 4) / 2; // 250, 500, 1250, 2500, 5000, 12500, ...
        }
        return width;
    }

    /** Points of the longest run's curves. */
    int bins() {
        return bins(agentSteps());
    }

    /** Points of a run's curves, which end where it does. */
    int bins(ReportedRun run) {
        return bins(run.agentSteps());
    }

    private int bins(long agentSteps) {
        return (int) ((agentSteps + binWidth() - 1) / binWidth());
    }
}
