package dqn.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How much of the differences between the scores of a sweep's trials in one game goes with a parameter by itself: the sum of squares between
 * the means of its values, over all (the main effect of an analysis of variance, eta squared). A parameter of many numbers
 * is cut at its quartiles.
 *
 * <p>In a whole grid of settings, by their trials: there the shares of the parameters, of what they do only together, and
 * of chance add up to one. Where settings were drawn, by the means over their seeds: what other parameters do to a setting
 * it does to all its seeds, so that the seeds would not count as so many draws. Shares then overlap a little.
 *
 * @param key of the parameter
 * @param share from 0 to 1
 * @param byChance what a parameter without effect would get on average: (groups - 1) / (n - 1), of n trials or settings
 */
public record Importance(String key, double share, double byChance) {
    private static final int MOST_VALUES = 6;
    private static final int PARTS = 4;

    /** Of the settings and the score of each trial, in the order of the settings' keys; none where nothing differs. */
    public static List<Importance> of(List<Map<String, String>> settings, double[] scores) {
        Set<String> keys = new LinkedHashSet<>();
        settings.forEach(trial -> keys.addAll(trial.keySet()));
        if (isGrid(settings, keys)) {
            return of(keys, settings, scores);
        }
        Map<Map<String, String>, DoubleSummaryStatistics> seeds = new LinkedHashMap<>();
        for (int i = 0; i < scores.length; i++) {
            seeds.computeIfAbsent(settings.get(i), first -> new DoubleSummaryStatistics())
                    .accept(scores[i]);
        }
        double[] means = seeds.values().stream()
                .mapToDouble(DoubleSummaryStatistics::getAverage)
                .toArray();
        return of(keys, List.copyOf(seeds.keySet()), means);
    }

    /** Whether all combinations of the values are there. */
    private static boolean isGrid(List<Map<String, String>> settings, Set<String> keys) {
        double combinations = 1;
        for (String key : keys) {
            combinations *=
                    settings.stream().map(trial -> trial.get(key)).distinct().count();
        }
        return settings.stream().distinct().count() == combinations;
    }

    private static List<Importance> of(Set<String> keys, List<Map<String, String>> settings, double[] scores) {
        double mean = Arrays.stream(scores).average().orElse(Double.NaN);
        double total = Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .sum();
        List<Importance> all = new ArrayList<>();
        for (String key : keys) {
            int[] groups = groups(settings.stream().map(trial -> trial.get(key)).toList());
            int groupCount = (int) IntStream.of(groups).distinct().count();
            if (groupCount > 1 && total > 0) {
                double share = between(groups, scores, mean) / total;
                all.add(new Importance(key, share, (groupCount - 1.0) / (scores.length - 1)));
            }
        }
        return all;
    }

    private static double between(int[] groups, double[] scores, double mean) {
        Map<Integer, double[]> sums = new TreeMap<>(); // a group's sum, and its size
        for (int i = 0; i < scores.length; i++) {
            double[] sum = sums.computeIfAbsent(groups[i], group -> new double[2]);
            sum[0] += scores[i];
            sum[1]++;
        }
        return sums.values().stream()
                .mapToDouble(sum -> sum[1] * (sum[0] / sum[1] - mean) * (sum[0] / sum[1] - mean))
                .sum();
    }

    /** The group of each value: its own, or a quartile where they are many numbers. */
    private static int[] groups(List<String> values) {
        List<String> distinct = values.stream().distinct().toList();
        Map<String, Integer> groups = new LinkedHashMap<>();
        Optional<double[]> numbers = distinct.size() > MOST_VALUES ? numbers(distinct) : Optional.empty();
        for (int i = 0; i < distinct.size(); i++) {
            groups.put(distinct.get(i), numbers.isPresent() ? quartile(numbers.get(), i) : i);
        }
        return values.stream().mapToInt(groups::get).toArray();
    }

    private static int quartile(double[] numbers, int index) {
        long below =
                Arrays.stream(numbers).filter(number -> number < numbers[index]).count();
        return (int) (below * PARTS / numbers.length);
    }

    private static Optional<double[]> numbers(List<String> values) {
        try {
            return Optional.of(values.stream()
                    .mapToDouble(value -> Double.parseDouble(value.replace("_", "")))
                    .toArray());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
