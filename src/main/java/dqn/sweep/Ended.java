package dqn.sweep;

/**
 * What came of a job.
 *
 * @param trial number of the trial
 * @param rung up to which it was trained
 * @param done whether it came to the end; otherwise it failed
 * @param score by the sweep's objective; NaN without games
 * @param games that the score is the mean of
 * @param frames that the trial has come, 0 if it failed
 */
record Ended(int trial, int rung, boolean done, double score, long games, long frames) {
    /** Of one that failed. */
    static Ended failed(Job job) {
        return new Ended(job.trial().number(), job.rung(), false, Double.NaN, 0, 0);
    }

    /** Of one that came to the end of its rung. */
    static Ended done(Job job, Score score) {
        return new Ended(job.trial().number(), job.rung(), true, score.mean(), score.games(), score.frames());
    }
}
