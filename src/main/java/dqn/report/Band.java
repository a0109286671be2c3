package dqn.report;

/**
 * The published seeds of one agent after so many million frames.
 *
 * @param million the million frames, 1 for the first, that the scores are from
 * @param seeds how many runs
 * @param min the worst run's mean score
 * @param mean of all runs
 * @param max the best run's mean score
 */
public record Band(int million, int seeds, double min, double mean, double max) {}
