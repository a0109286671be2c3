package dqn.network;

import java.util.Arrays;

/** The published formulas in double precision, one parameter after the other. */
final class NaiveOptimizer {
    private final OptimizerSpec spec;
    private final double[] first;
    private final double[] second;
    private int steps;

    NaiveOptimizer(OptimizerSpec spec, int parameterCount) {
        this.spec = spec;
        first = new double[parameterCount];
        second = new double[parameterCount];
        if (spec instanceof OptimizerSpec.RmsPropTensorFlow) {
            Arrays.fill(first, 1);
        }
    }

    /** What happens to the gradient before. */
    static void decayAndClip(StepConfig config, double[] parameters, double[] gradient) {
        double squares = 0;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += config.l2() * parameters[i];
            squares += gradient[i] * gradient[i];
        }
        double scale = Math.min(1, config.clipNorm() / Math.sqrt(squares));
        for (int i = 0; i < gradient.length; i++) {
            double clipped = Math.min(config.clipValue(), Math.abs(gradient[i] * scale));
            gradient[i] = Math.copySign(clipped, gradient[i]);
        }
    }

    void step(double[] parameters, double[] gradient) {
        steps++;
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] -= change(i, gradient[i]);
        }
    }

    private double change(int i, double g) {
        if (spec instanceof OptimizerSpec.Adam adam) {
            first[i] = adam.beta1() * first[i] + (1 - adam.beta1()) * g;
            second[i] = adam.beta2() * second[i] + (1 - adam.beta2()) * g * g;
            double mHat = first[i] / (1 - Math.pow(adam.beta1(), steps));
            double vHat = second[i] / (1 - Math.pow(adam.beta2(), steps));
            return adam.learningRate() * mHat / (Math.sqrt(vHat) + adam.epsilon());
        }
        if (spec instanceof OptimizerSpec.RmsPropCentered rms) {
            first[i] = rms.decay() * first[i] + (1 - rms.decay()) * g;
            second[i] = rms.decay() * second[i] + (1 - rms.decay()) * g * g;
            return rms.learningRate() * g / Math.sqrt(second[i] - first[i] * first[i] + rms.epsilon());
        }
        if (spec instanceof OptimizerSpec.RmsPropTensorFlow rms) {
            first[i] = rms.decay() * first[i] + (1 - rms.decay()) * g * g;
            second[i] = rms.momentum() * second[i] + rms.learningRate() * g / Math.sqrt(first[i] + rms.epsilon());
            return second[i];
        }
        OptimizerSpec.Sgd sgd = (OptimizerSpec.Sgd) spec;
        first[i] = sgd.momentum() * first[i] + g;
        return sgd.learningRate() * first[i];
    }
}
