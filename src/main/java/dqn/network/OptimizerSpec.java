package dqn.network;

import dqn.core.InvalidSetting;

/** Which optimiser with which numbers; g is the gradient, w the parameters. */
public sealed interface OptimizerSpec {
    /** The step size. */
    double learningRate();

    /** Adam in the paper's form (Kingma and Ba 2015, algorithm 1): w -= lr m^ / (sqrt(v^) + epsilon). */
    record Adam(double learningRate, double beta1, double beta2, double epsilon) implements OptimizerSpec {
        /** Refuses a step that is no number, and averages that never forget. */
        public Adam {
            requirePositive("learningRate", learningRate);
            requireDecay("beta1", beta1);
            requireDecay("beta2", beta2);
            requirePositive("epsilon", epsilon);
        }
    }

    /**
     * RMSProp as in DQN's paper (Mnih et al. 2015), after Graves 2013: w -= lr g / sqrt(E[g^2] - E[g]^2 + epsilon), both
     * averages starting at 0.
     */
    record RmsPropCentered(double learningRate, double decay, double epsilon) implements OptimizerSpec {
        /** Refuses a step that is no number, and averages that never forget. */
        public RmsPropCentered {
            requirePositive("learningRate", learningRate);
            requireDecay("decay", decay);
            requirePositive("epsilon", epsilon);
        }
    }

    /**
     * RMSProp as in TensorFlow 1: ms = decay ms + (1 - decay) g^2 starting at 1; mom = momentum mom + lr g / sqrt(ms +
     * epsilon); w -= mom.
     */
    record RmsPropTensorFlow(double learningRate, double decay, double momentum, double epsilon)
            implements OptimizerSpec {
        /** Refuses a step that is no number, and averages that never forget. */
        public RmsPropTensorFlow {
            requirePositive("learningRate", learningRate);
            requireDecay("decay", decay);
            requireDecay("momentum", momentum);
            requirePositive("epsilon", epsilon);
        }
    }

    /** Gradient descent with momentum as in PyTorch: b = momentum b + g; w -= lr b. */
    record Sgd(double learningRate, double momentum) implements OptimizerSpec {
        /** Refuses a step that is no number, and a momentum that never forgets. */
        public Sgd {
            requirePositive("learningRate", learningRate);
            requireDecay("momentum", momentum);
        }
    }

    /** As the float that is computed with: one that vanishes would divide zero by zero. */
    private static void requirePositive(String key, double value) {
        InvalidSetting.unlessPositive(key, value);
        float used = (float) value;
        InvalidSetting.unless(
                used >= Float.MIN_NORMAL && used <= Float.MAX_VALUE,
                key,
                "must be from " + Float.MIN_NORMAL + " to " + Float.MAX_VALUE + ", not " + value);
    }

    /** As the float that is computed with. */
    private static void requireDecay(String key, double value) {
        InvalidSetting.unless(
                value >= 0 && (float) value < 1, key, "must be at least 0 and below 1 in float32, not " + value);
    }
}
