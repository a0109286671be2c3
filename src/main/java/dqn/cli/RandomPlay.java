package dqn.cli;

import dqn.core.RandomStream;
import dqn.env.ale.BareEmulator;
import dqn.training.EnvironmentPool;
import java.util.ArrayList;
import java.util.List;

/** Plays at random as fast as it can; two of one seed play the same games. */
final class RandomPlay {
    /** Something that takes one step for one action or several. */
    private interface Player {
        /** How many agent steps were taken. */
        int step();
    }

    private final Player player;

    /** All games of a pool. */
    RandomPlay(EnvironmentPool pool) {
        RandomStream random = new RandomStream(1, "bench");
        int[] actions = new int[pool.size()];
        int choices = pool.get(0).actions().size();
        for (int i = 0; i < actions.length; i++) {
            pool.reset(i);
        }
        player = () -> {
            for (int i = 0; i < actions.length; i++) {
                actions[i] = random.nextInt(choices);
            }
            pool.step(actions);
            for (int i = 0; i < actions.length; i++) {
                if (pool.lastStep(i).isLast()) {
                    pool.reset(i);
                }
            }
            return actions.length;
        };
    }

    /** The emulator alone. */
    RandomPlay(BareEmulator bare, int choices) {
        RandomStream random = new RandomStream(1, "bench");
        player = () -> {
            bare.step(random.nextInt(choices));
            return 1;
        };
    }

    /** Agent steps a second of each player, {@code [rounds]}, in turn, so that all meet the same machine. */
    static List<double[]> rates(List<RandomPlay> players, double secondsInAll) {
        double share = secondsInAll / players.size();
        List<Long> perRound = new ArrayList<>();
        List<double[]> rates = new ArrayList<>();
        for (RandomPlay play : players) {
            double warm = play.warmUp(Spread.WARM_UP * share);
            perRound.add((long) Math.max(1, warm * (1 - Spread.WARM_UP) * share / Spread.ROUNDS));
            rates.add(new double[Spread.ROUNDS]);
        }
        for (int round = 0; round < Spread.ROUNDS; round++) {
            for (int i = 0; i < players.size(); i++) {
                rates.get(i)[round] = players.get(i).rate(perRound.get(i));
            }
        }
        return rates;
    }

    /** Plays for so long, and tells the rate. */
    private double warmUp(double seconds) {
        long start = System.nanoTime();
        long steps = 0;
        while (steps == 0 || System.nanoTime() - start < seconds * 1e9) {
            steps += player.step();
        }
        return steps * 1e9 / (System.nanoTime() - start);
    }

    /** Plays so many agent steps or a few more, and tells the rate. */
    private double rate(long atLeast) {
        long start = System.nanoTime();
        long steps = 0;
        while (steps < atLeast) {
            steps += player.step();
        }
        return steps * 1e9 / (System.nanoTime() - start);
    }
}
