package dqn.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Milliseconds that something takes, over several rounds of many calls. */
record Timing(double min, double median, double max) {
    private static final int ROUNDS = 7;
    /** Of the time, what goes into warming up; the rounds share the rest. */
    private static final double WARM_UP = 0.3;

    /** Warms up, then measures, all within about so many seconds. */
    static Timing of(Runnable work, double secondsInAll) {
        int calls = 0;
        long start = System.nanoTime();
        while (calls == 0 || seconds(start) < WARM_UP * secondsInAll) {
            work.run();
            calls++;
        }
        double roundSeconds = (1 - WARM_UP) * secondsInAll / ROUNDS;
        int perRound = (int) Math.max(1, calls * roundSeconds / seconds(start));
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (int call = 0; call < perRound; call++) {
                work.run();
            }
            rounds[round] = seconds(begin) * 1e3 / perRound;
        }
        Arrays.sort(rounds);
        return new Timing(rounds[0], rounds[ROUNDS / 2], rounds[ROUNDS - 1]);
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
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
        return String.format(Locale.ROOT, "%.3f ms (%.3f to %.3f)", median, min, max);
    }
}
