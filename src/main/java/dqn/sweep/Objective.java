package dqn.sweep;

import dqn.core.InvalidSetting;

/**
 * What trials are compared by; more is better.
 *
 * @param kind of measure
 * @param amount frames of the window, or games of the evaluation; 0: as is usual
 */
public record Objective(Kind kind, long amount) {
    /** Of measure. */
    public enum Kind {
        /** Mean raw score of the training games that ended in the last frames of a trial. */
        WINDOW,
        /** Mean score of {@code dqn eval} with the agent at the trial's end, by the rules of its configuration. */
        EVALUATION
    }

    /** The window of the published curves. */
    private static final long PUBLISHED_WINDOW = 1_000_000;
    /** Of a trial that is shorter than ten of these, such a part. */
    private static final int PARTS = 10;

    /** Mean score of the last window. */
    public static final Objective USUAL = new Objective(Kind.WINDOW, 0);

    /** Refuses less than nothing. */
    public Objective {
        InvalidSetting.unlessAtLeast(0, "", (double) amount);
    }

    /** The window of a trial that has come so far, in frames. */
    long window(long frames) {
        return amount > 0 ? amount : Math.max(1, Math.min(PUBLISHED_WINDOW, frames / PARTS));
    }
}
