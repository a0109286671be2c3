package dqn.cli;

/** Measures how long something takes, over several rounds of many calls. */
final class Timing {
    private Timing() {}

    /** Milliseconds of a call: warms up, then measures, all within about so many seconds. */
    static Spread of(Runnable work, double secondsInAll) {
        int calls = 0;
        long start = System.nanoTime();
        while (calls == 0 || seconds(start) < Spread.WARM_UP * secondsInAll) {
            work.run();
            calls++;
        }
        double roundSeconds = (1 - Spread.WARM_UP) * secondsInAll / Spread.ROUNDS;
        int perRound = (int) Math.max(1, calls * roundSeconds / seconds(start));
        double[] rounds = new double[Spread.ROUNDS];
        for (int round = 0; round < Spread.ROUNDS; round++) {
            long begin = System.nanoTime();
            for (int call = 0; call < perRound; call++) {
                work.run();
            }
            rounds[round] = seconds(begin) * 1e3 / perRound;
        }
        return Spread.of(rounds);
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }
}
