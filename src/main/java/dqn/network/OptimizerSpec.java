package dqn.network;

/** Which optimiser with which numbers; g is the gradient, w the parameters. */
public sealed interface OptimizerSpec {
    /** The step size. */
    double learningRate();

    /** Adam in the paper's form (Kingma and Ba 2015, algorithm 1): w -= lr m^ / (sqrt(v^) + epsilon). */
    record Adam(double learningRate, double beta1, double beta2, double epsilon) implements OptimizerSpec {}

    /**
     * RMSProp as in DQN's paper (Mnih et al. 2015), after Graves 2013: w -= lr g / sqrt(E[g^2] - E[g]^2 + epsilon), both
     * averages starting at 0.
     */
    record RmsPropCentered(double learningRate, double decay, double epsilon) implements OptimizerSpec {}

    /**
     * RMSProp as in TensorFlow 1: ms = decay ms + (1 - decay) g^2 starting at 1; mom = momentum mom + lr g / sqrt(ms +
     * epsilon); w -= mom.
     */
    record RmsPropTensorFlow(double learningRate, double decay, double momentum, double epsilon)
            implements OptimizerSpec {}

    /** Gradient descent with momentum as in PyTorch: b = momentum b + g; w -= lr b. */
    record Sgd(double learningRate, double momentum) implements OptimizerSpec {}
}
