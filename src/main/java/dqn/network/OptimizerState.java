package dqn.network;

/**
 * What an optimiser remembers between steps.
 *
 * @param updateCount steps taken (Adam's t)
 * @param slots vectors as long as the parameters and in their order: Adam's first and second moments, RMSProp's averages
 *     of the gradient and of its square, the momentum; empty if the optimiser keeps none
 */
public record OptimizerState(long updateCount, float[][] slots) {}
