package dqn.report;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Scores of single games, to be seen beside others; the page and the pictures show the same.
 *
 * @param label whose they are
 * @param colour its number, counted on from the series of the group; empty: grey
 * @param games scores of each run, or of the only evaluation, in order of play
 */
record ScoreSample(String label, OptionalInt colour, List<double[]> games) {
    /**
     * The last games of runs.
     *
     * @param label what the runs are called together
     * @param runs one of a group's series
     * @param number of that series
     */
    static ScoreSample last(String label, List<ReportedRun> runs, int number) {
        return training(label, runs, "last", OptionalInt.of(number), ReportedRun::lastScores);
    }

    /** The first games, of runs that have more than the last ones. */
    static ScoreSample first(String label, List<ReportedRun> runs) {
        return training(label, runs, "first", OptionalInt.empty(), ReportedRun::firstScores);
    }

    private static ScoreSample training(
            String label,
            List<ReportedRun> runs,
            String which,
            OptionalInt colour,
            Function<ReportedRun, double[]> scores) {
        List<double[]> games =
                runs.stream().map(scores).filter(some -> some.length > 0).toList();
        return new ScoreSample(label + ": " + which + " " + count(games), colour, games);
    }

    private static String count(List<double[]> games) {
        IntSummaryStatistics counts =
                games.stream().mapToInt(some -> some.length).summaryStatistics();
        int most = counts.getMax();
        return (most == counts.getMin() ? "" : counts.getMin() + " to ")
                + most
                + (most == 1 ? " game of " : " games of ")
                + (games.size() == 1 ? "training" : "each training");
    }

    /** The results of {@code dqn eval}; random play is grey. */
    static List<ScoreSample> evaluations(RunGroup group) {
        List<ScoreSample> samples = new ArrayList<>();
        int colour = group.series().size();
        for (EvaluationResult result : group.results()) {
            boolean random = result.isRandom();
            String epsilon = random || !Double.isFinite(result.epsilon()) ? "" : ", epsilon " + result.epsilon();
            double mean = DoubleStream.of(result.scores()).average().orElseThrow();
            samples.add(new ScoreSample(
                    String.format(Locale.ROOT, "%s%s: mean %.1f", result.player(), epsilon, mean),
                    random ? OptionalInt.empty() : OptionalInt.of(colour),
                    List.of(result.scores())));
            colour++;
        }
        return samples;
    }

    /**
     * What there is of a whole group: of each series the last games, of one alone the first too, and the evaluations.
     *
     * @param labels of the series
     */
    static List<ScoreSample> of(RunGroup group, List<String> labels) {
        List<List<ReportedRun>> series = group.series();
        List<ScoreSample> samples = new ArrayList<>();
        if (series.size() == 1) {
            samples.add(first(labels.get(0), series.get(0)));
        }
        for (int i = 0; i < series.size(); i++) {
            samples.add(last(labels.get(i), series.get(i), i));
        }
        samples.addAll(evaluations(group));
        return samples.stream().filter(sample -> !sample.games().isEmpty()).toList();
    }

    /** All of them. */
    double[] scores() {
        return games.stream().flatMapToDouble(DoubleStream::of).toArray();
    }
}
