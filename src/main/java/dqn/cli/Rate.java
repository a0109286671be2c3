package dqn.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How many agent steps a second, over several rounds. */
record Rate(double min, double median, double max) {
    /** Of the rates of all rounds. */
    static Rate of(double[] rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return new Rate(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    /** For JSON. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("min", min);
        map.put("median", median);
        map.put("max", max);
        return map;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f (%.0f to %.0f)", median, min, max);
    }
}
