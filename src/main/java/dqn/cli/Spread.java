package dqn.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What several rounds of a measurement gave. */
record Spread(double min, double median, double max) {
    /** That every measurement takes. */
    static final int ROUNDS = 7;
    /** Of the time, what goes into warming up; the rounds share the rest. */
    static final double WARM_UP = 0.3;

    /** Of an odd number of rounds, in any order. */
    static Spread of(double[] rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    /** For JSON. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("min", min);
        map.put("median", median);
        map.put("max", max);
        return map;
    }

    /** For a person, with so many digits behind the point. */
    String text(String unit, int digits) {
        String number = "%." + digits + "f";
        return String.format(Locale.ROOT, number + " %s (" + number + " to " + number + ")", median, unit, min, max);
    }
}
