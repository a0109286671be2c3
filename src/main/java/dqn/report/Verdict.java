package dqn.report;

import java.util.Locale;

/**
 * Where a run stands beside the published DQN.
 *
 * @param mean the run's mean score in the million frames of the band
 * @param published the five published seeds there
 * @param learnsFromLives whether the run's learning takes a lost life for an end, unlike theirs
 */
public record Verdict(double mean, Band published, boolean learnsFromLives) {
    /** Above the best seed, below the worst, or between them, ends included. */
    public enum Place {
        AHEAD("Ahead of"),
        WITHIN("Within"),
        BEHIND("Behind");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }

    /** Where the mean lies. */
    public Place place() {
        if (mean > published.max()) {
            return Place.AHEAD;
        }
        return mean < published.min() ? Place.BEHIND : Place.WITHIN;
    }

    /** One sentence. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s the published DQN at %d million frames: mean score %.1f, published %.1f (%.1f to %.1f, %d seeds), a"
                        + " difference of %+.1f%s",
                place().words,
                published.million(),
                mean,
                published.mean(),
                published.min(),
                published.max(),
                published.seeds(),
                mean - published.mean(),
                learnsFromLives ? "; it learns from lost lives, the published agents do not" : "");
    }
}
