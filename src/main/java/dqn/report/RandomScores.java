package dqn.report;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What uniformly random play scores, for the 57 games for which that is published (Mnih et al. 2015 and the papers after
 * it, as DQN Zoo collects them; with no-op starts, without sticky actions), and for this program's own two. Sticky actions
 * change it by little: measured 149.6 against 148.0 in Space Invaders. In Breakout it is 1.2 against 1.7, and stands here
 * as measured, as do Open Invaders (200 games, of two seeds, 425 and 459) and Catch.
 */
public final class RandomScores {
    /** Games were cut off after so many frames, five minutes, or later. */
    private static final int FRAMES = 18_000;

    private final Map<String, Double> byGame = Published.lines("random-scores.csv").stream()
            .map(line -> line.split(",", -1))
            .collect(Collectors.toUnmodifiableMap(fields -> fields[0], fields -> Double.valueOf(fields[1])));

    /** Of this game, if known, and if its games are not cut off long before those that were played for it. */
    public OptionalDouble of(String game, int maxEpisodeFrames) {
        Double score = byGame.get(game);
        return score == null || maxEpisodeFrames < FRAMES ? OptionalDouble.empty() : OptionalDouble.of(score);
    }
}
