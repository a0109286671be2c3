package dqn.network;

/**
 * Everything that a network has learnt.
 *
 * @param parameters in DL4J's order
 * @param optimizer its state
 */
public record LearntState(float[] parameters, OptimizerState optimizer) {}
