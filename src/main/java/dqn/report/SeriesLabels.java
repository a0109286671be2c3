package dqn.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the runs of a group are called, by what sets them apart. */
record SeriesLabels(RunGroup group) {
    private static final Pattern NUMBERED = Pattern.compile("[0-9]+");

    /**
     * Names of all series, none like another: of one run its own, of several what their names begin with; of a sweep's
     * trials, which have numbers, what sets them apart, or the sweep's where only seeds do.
     *
     * @param names of the runs, none like another
     */
    List<String> labels(Map<Path, String> names) {
        List<String> differing = group.differing();
        List<String> labels = new ArrayList<>();
        for (List<ReportedRun> one : group.series()) {
            ReportedRun first = one.get(0);
            String label = label(one, differing);
            String named = label.equals(first.name()) ? names.get(first.path()) : label;
            labels.add(labels.contains(named) ? named + " like " + names.get(first.path()) : named);
        }
        return labels;
    }

    private String label(List<ReportedRun> series, List<String> differing) {
        String first = series.get(0).name();
        boolean numbered = NUMBERED.matcher(first).matches();
        if (numbered && !differing.isEmpty()) {
            return settings(series.get(0), differing) + howMany(series);
        }
        if (series.size() == 1) {
            return first;
        }
        if (numbered) {
            return folder(series.get(0)) + howMany(series);
        }
        int common = first.length();
        for (ReportedRun run : series) {
            while (!run.name().startsWith(first.substring(0, common))) {
                common--;
            }
        }
        String beginning = first.substring(0, common).replaceFirst("[^a-zA-Z0-9]+(s|seed)?[^a-zA-Z0-9]*[0-9]*$", "");
        return (beginning.isEmpty() ? first + " and others" : beginning) + howMany(series);
    }

    /** What sets each of a sweep's trials apart from the others, by their paths; nothing of other runs. */
    Map<Path, String> settings() {
        List<String> differing = group.differing();
        Map<Path, String> all = new TreeMap<>();
        for (ReportedRun run : group.runs()) {
            if (NUMBERED.matcher(run.name()).matches() && !differing.isEmpty()) {
                all.put(run.path(), settings(run, differing));
            }
        }
        return all;
    }

    /** What the folder is called that a numbered run lies in, of a sweep's trials the sweep. */
    private static String folder(ReportedRun run) {
        Path parent = run.path().toAbsolutePath().normalize().getParent();
        Path named = parent.endsWith(RunFinder.TRIALS) ? parent.getParent() : parent;
        return named.getFileName() == null ? run.name() : named.getFileName().toString();
    }

    private static String settings(ReportedRun run, List<String> keys) {
        return keys.stream()
                .map(key -> key.substring(key.lastIndexOf('.') + 1) + "=" + run.parameter(key))
                .collect(Collectors.joining(", "));
    }

    private static String howMany(List<ReportedRun> series) {
        long seeds = series.stream().map(ReportedRun::seed).distinct().count();
        return series.size() == 1 ? "" : " (" + series.size() + (seeds == series.size() ? " seeds)" : " runs)");
    }
}
