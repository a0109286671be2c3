package dqn.network;

import dqn.network.OptimizerSpec.Adam;
import dqn.network.OptimizerSpec.RmsPropCentered;
import dqn.network.OptimizerSpec.RmsPropTensorFlow;
import dqn.network.OptimizerSpec.Sgd;
import java.util.Arrays;

/**
 * Steps parameters along their gradient, by the formulas of {@link OptimizerSpec} in single precision. Each entry is on
 * its own once a step has begun, so that ranges may be stepped in any order and on several threads.
 *
 * <p>Plain loops over arrays without branches, which the JIT compiler turns into vector instructions.
 */
public final class Optimizer {
    private final OptimizerSpec spec;
    private final GradientConfig gradientConfig;
    private final float[][] slots;
    private final int parameterCount;
    private long updateCount;
    /** What clipping by norm multiplies this step's gradient by. */
    private float gradientScale;

    /** A fresh optimiser for vectors of this length. */
    public Optimizer(OptimizerSpec spec, GradientConfig gradientConfig, int parameterCount) {
        this.spec = spec;
        this.gradientConfig = gradientConfig;
        this.parameterCount = parameterCount;
        slots = new float[slotCount(spec)][parameterCount];
        if (spec instanceof RmsPropTensorFlow) {
            Arrays.fill(slots[0], 1);
        }
    }

    /** How many vectors this optimiser remembers, in the order of {@link OptimizerState#slots}. */
    public static int slotCount(OptimizerSpec spec) {
        if (spec instanceof Sgd sgd) {
            return sgd.momentum() == 0 ? 0 : 1;
        }
        return 2;
    }

    /**
     * Begins a step: counts it, and measures the whole gradient if it is to be clipped by its norm. Then {@link #step}
     * goes over every range once.
     */
    public void begin(float[] parameters, float[] gradient) {
        requireLength(parameters);
        requireLength(gradient);
        updateCount++;
        gradientScale = 1;
        if (gradientConfig.clipNorm() != Double.POSITIVE_INFINITY) {
            double norm = norm(parameters, gradient, (float) gradientConfig.l2());
            gradientScale = norm > gradientConfig.clipNorm() ? (float) (gradientConfig.clipNorm() / norm) : 1;
        }
    }

    /**
     * Steps the entries {@code [from, to)}.
     *
     * @param parameters changed
     * @param gradient of the loss; changed where {@link GradientConfig} says so
     */
    public void step(float[] parameters, float[] gradient, int from, int to) {
        if (!gradientConfig.equals(GradientConfig.PLAIN)) {
            decayAndClip(parameters, gradient, from, to);
        }
        if (spec instanceof Adam adam) {
            adam(adam, parameters, gradient, from, to);
        } else if (spec instanceof RmsPropCentered rmsProp) {
            rmsPropCentered(rmsProp, parameters, gradient, from, to);
        } else if (spec instanceof RmsPropTensorFlow rmsProp) {
            rmsPropTensorFlow(rmsProp, parameters, gradient, from, to);
        } else if (spec instanceof Sgd sgd) {
            sgd(sgd, parameters, gradient, from, to);
        }
    }

    /** A copy of what is remembered. */
    public OptimizerState state() {
        return new OptimizerState(updateCount, copy(slots));
    }

    /**
     * Goes on from a state of the same kind of optimiser.
     *
     * @throws IllegalArgumentException if it belongs to another kind or length
     */
    public void restore(OptimizerState state) {
        if (state.slots().length != slots.length) {
            throw new IllegalArgumentException("an optimiser state of " + state.slots().length
                    + " vectors was given where " + slots.length + " belong");
        }
        for (float[] slot : state.slots()) {
            requireLength(slot);
        }
        for (int i = 0; i < slots.length; i++) {
            System.arraycopy(state.slots()[i], 0, slots[i], 0, parameterCount);
        }
        updateCount = state.updateCount();
    }

    private void decayAndClip(float[] parameters, float[] gradient, int from, int to) {
        float l2 = (float) gradientConfig.l2();
        float scale = gradientScale;
        float limit = (float) gradientConfig.clipValue();
        for (int i = from; i < to; i++) {
            float g = (gradient[i] + l2 * parameters[i]) * scale;
            gradient[i] = Math.min(limit, Math.max(-limit, g));
        }
    }

    /** With the bias corrections taken out of the loop. */
    private void adam(Adam adam, float[] parameters, float[] gradient, int from, int to) {
        float beta1 = (float) adam.beta1();
        float beta2 = (float) adam.beta2();
        float rest1 = (float) (1 - adam.beta1());
        float rest2 = (float) (1 - adam.beta2());
        float stepSize = (float) (adam.learningRate() / (1 - Math.pow(adam.beta1(), (double) updateCount)));
        float rootScale = (float) (1 / Math.sqrt(1 - Math.pow(adam.beta2(), (double) updateCount)));
        float epsilon = (float) adam.epsilon();
        float[] first = slots[0];
        float[] second = slots[1];
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float m = beta1 * first[i] + rest1 * g;
            float v = beta2 * second[i] + rest2 * g * g;
            first[i] = m;
            second[i] = v;
            parameters[i] -= stepSize * m / ((float) Math.sqrt(v) * rootScale + epsilon);
        }
    }

    private void rmsPropCentered(RmsPropCentered rmsProp, float[] parameters, float[] gradient, int from, int to) {
        float decay = (float) rmsProp.decay();
        float rest = (float) (1 - rmsProp.decay());
        float learningRate = (float) rmsProp.learningRate();
        float epsilon = (float) rmsProp.epsilon();
        float[] average = slots[0];
        float[] square = slots[1];
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float a = decay * average[i] + rest * g;
            float s = decay * square[i] + rest * g * g;
            average[i] = a;
            square[i] = s;
            // The variance of equal gradients may round to less than nothing.
            float variance = Math.max(0f, s - a * a);
            parameters[i] -= learningRate * g / (float) Math.sqrt(variance + epsilon);
        }
    }

    private void rmsPropTensorFlow(RmsPropTensorFlow rmsProp, float[] parameters, float[] gradient, int from, int to) {
        float decay = (float) rmsProp.decay();
        float rest = (float) (1 - rmsProp.decay());
        float momentum = (float) rmsProp.momentum();
        float learningRate = (float) rmsProp.learningRate();
        float epsilon = (float) rmsProp.epsilon();
        float[] square = slots[0];
        float[] velocity = slots[1];
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float s = decay * square[i] + rest * g * g;
            float v = momentum * velocity[i] + learningRate * g / (float) Math.sqrt(s + epsilon);
            square[i] = s;
            velocity[i] = v;
            parameters[i] -= v;
        }
    }

    private void sgd(Sgd sgd, float[] parameters, float[] gradient, int from, int to) {
        float learningRate = (float) sgd.learningRate();
        float momentum = (float) sgd.momentum();
        if (slots.length == 0) {
            for (int i = from; i < to; i++) {
                parameters[i] -= learningRate * gradient[i];
            }
            return;
        }
        float[] velocity = slots[0];
        for (int i = from; i < to; i++) {
            float b = momentum * velocity[i] + gradient[i];
            velocity[i] = b;
            parameters[i] -= learningRate * b;
        }
    }

    /** Euclidean norm of gradient + l2 * parameters, always added up in the same order. */
    private static double norm(float[] parameters, float[] gradient, float l2) {
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            double g = gradient[i] + l2 * parameters[i];
            sum += g * g;
        }
        return Math.sqrt(sum);
    }

    private void requireLength(float[] vector) {
        if (vector.length != parameterCount) {
            throw new IllegalArgumentException(
                    "a vector of " + vector.length + " numbers was given where " + parameterCount + " belong");
        }
    }

    private static float[][] copy(float[][] vectors) {
        float[][] copies = new float[vectors.length][];
        for (int i = 0; i < vectors.length; i++) {
            copies[i] = vectors[i].clone();
        }
        return copies;
    }
}
