package dqn.agent;

/**
 * A batch's outputs that a loss is computed from, each {@code [batch][actions][atoms]}. Arrays of the same network and
 * observations are one.
 *
 * @param current of the network that learns, for the states
 * @param next of the network that bootstraps, for the next states
 * @param chooser of the network that picks the next action, for the next states
 * @param target of the network that bootstraps, for the states; only with Munchausen's reward, else any
 */
record Outputs(float[] current, float[] next, float[] chooser, float[] target) {}
