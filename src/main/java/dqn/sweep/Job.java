package dqn.sweep;

/**
 * A trial, trained up to a rung.
 *
 * @param trial what is trained
 * @param rung from 0
 */
record Job(Trial trial, int rung) {}
