package dqn.network;

import dqn.network.OptimizerSpec.Adam;
import dqn.network.OptimizerSpec.RmsPropCentered;
import dqn.network.OptimizerSpec.RmsPropTensorFlow;
import dqn.network.OptimizerSpec.Sgd;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Steps parameters along their gradient, by the formulas of {@link OptimizerSpec} in single precision. Each entry is on
 * its own once a step has begun, so that pieces may be stepped in any order and on several threads.
 *
 * <p>Plain loops over arrays without branches, all with the same index, which the JIT compiler turns into vector
 * instructions. An offset into one of them would prevent that, for the compiler cannot rule out that the arrays are the
 * same: so what is remembered is cut into the same pieces as the vectors come in.
 */
public final class Optimizer {
    private static final float TINY = 1e-24f;

    private final OptimizerSpec spec;
    private final StepConfig stepConfig;
    /** By slot and piece. */
    private final float[][][] slots;

    private final int[] pieceLengths;
    private final int parameterCount;
    private long updateCount;
    /** What clipping by norm multiplies this step's gradient by. */
    private float gradientScale;
    /** Of this step. */
    private double learningRate;

    /** A fresh optimiser for vectors that come in one piece of this length. */
    public Optimizer(OptimizerSpec spec, StepConfig stepConfig, int parameterCount) {
        this(spec, stepConfig, new int[] {parameterCount});
    }

    /** A fresh optimiser for vectors that come in pieces of these lengths. */
    public Optimizer(OptimizerSpec spec, StepConfig stepConfig, int[] pieceLengths) {
        this.spec = spec;
        this.stepConfig = stepConfig;
        this.pieceLengths = pieceLengths.clone();
        parameterCount = Arrays.stream(pieceLengths).reduce(0, Math::addExact);
        slots = new float[slotCount(spec)][pieceLengths.length][];
        for (float[][] slot : slots) {
            Arrays.setAll(slot, piece -> new float[pieceLengths[piece]]);
        }
        if (spec instanceof RmsPropTensorFlow) {
            for (float[] piece : slots[0]) {
                Arrays.fill(piece, 1);
            }
        }
    }

    /** How many vectors this optimiser remembers, in the order of {@link OptimizerState#slots}. */
    public static int slotCount(OptimizerSpec spec) {
        if (spec instanceof Sgd sgd) {
            return sgd.momentum() == 0 ? 0 : 1;
        }
        return 2;
    }

    /** Whether what an optimiser remembers can be gone on from by another: one of the same kind, with other numbers. */
    public static boolean remembersTheSame(OptimizerSpec one, OptimizerSpec other) {
        return one.getClass() == other.getClass() && slotCount(one) == slotCount(other);
    }

    /** Whether {@link #begin} wants to know how long the gradient is. */
    public boolean needsNorm() {
        return stepConfig.clipNorm() != Double.POSITIVE_INFINITY;
    }

    /** What a piece of the gradient, {@code count} entries long, adds to the square of its Euclidean norm. */
    public double squaredNorm(float[] parameters, float[] gradient, int count) {
        float l2 = (float) stepConfig.l2();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double g = gradient[i] + l2 * parameters[i];
            sum += g * g;
        }
        return sum;
    }

    /**
     * Begins a step and counts it. Then {@link #step} goes over every piece once.
     *
     * @param squaredNorm of the whole gradient, where {@link #needsNorm} says so
     */
    public void begin(double squaredNorm) {
        updateCount++;
        learningRate = spec.learningRate() * stepConfig.decay().factor(updateCount);
        double norm = Math.sqrt(squaredNorm);
        gradientScale = norm > stepConfig.clipNorm() ? (float) (stepConfig.clipNorm() / norm) : 1;
    }

    /**
     * Steps one piece.
     *
     * @param parameters the piece at the beginning of the array; changed
     * @param gradient of the loss, likewise; changed where {@link StepConfig} says so
     */
    public void step(int piece, float[] parameters, float[] gradient) {
        int count = pieceLengths[piece];
        if (!stepConfig.leavesGradients()) {
            decayAndClip(parameters, gradient, count);
        }
        if (spec instanceof Adam adam) {
            adam(adam, parameters, gradient, slots[0][piece], slots[1][piece]);
        } else if (spec instanceof RmsPropCentered rmsProp) {
            rmsPropCentered(rmsProp, parameters, gradient, slots[0][piece], slots[1][piece]);
        } else if (spec instanceof RmsPropTensorFlow rmsProp) {
            rmsPropTensorFlow(rmsProp, parameters, gradient, slots[0][piece], slots[1][piece]);
        } else if (spec instanceof Sgd && slots.length == 0) {
            plainSgd(parameters, gradient, count);
        } else if (spec instanceof Sgd sgd) {
            momentumSgd(sgd, parameters, gradient, slots[0][piece]);
        }
    }

    /** A copy of what is remembered. */
    public OptimizerState state() {
        float[][] vectors = new float[slots.length][parameterCount];
        for (int slot = 0; slot < slots.length; slot++) {
            int offset = 0;
            for (float[] piece : slots[slot]) {
                System.arraycopy(piece, 0, vectors[slot], offset, piece.length);
                offset += piece.length;
            }
        }
        return new OptimizerState(updateCount, vectors);
    }

    /**
     * Goes on from a state of the same kind of optimiser.
     *
     * @throws IllegalArgumentException if it belongs to another kind or length
     */
    public void restore(OptimizerState state) {
        restore(state, UnaryOperator.identity());
    }

    /**
     * Goes on from a state that lies in another order: one vector after the other, for large ones fill the memory.
     *
     * @param order of a vector as this optimiser has it
     */
    public void restore(OptimizerState state, UnaryOperator<float[]> order) {
        if (state.slots().length != slots.length) {
            throw new IllegalArgumentException("an optimiser state of " + state.slots().length
                    + " vectors was given where " + slots.length + " belong");
        }
        for (int slot = 0; slot < slots.length; slot++) {
            restore(slot, order.apply(state.slots()[slot]));
        }
        updateCount = state.updateCount();
    }

    private void restore(int slot, float[] vector) {
        requireLength(vector);
        int offset = 0;
        for (float[] piece : slots[slot]) {
            System.arraycopy(vector, offset, piece, 0, piece.length);
            offset += piece.length;
        }
    }

    /**
     * Zero instead of numbers so small that the processor computes them a hundred times slower: what a dead unit leaves
     * behind shrinks to there and stays. Numbers above 2e-17 keep all their bits.
     */
    private static float withoutDenormal(float x) {
        return x + TINY - TINY;
    }

    /** {@code sum + weight * g^2}, likewise. */
    private static float plusSquare(float sum, float weight, float g) {
        return Math.fma(weight * g, g, sum + TINY) - TINY;
    }

    private void decayAndClip(float[] parameters, float[] gradient, int count) {
        float l2 = (float) stepConfig.l2();
        float scale = gradientScale;
        float limit = (float) stepConfig.clipValue();
        for (int i = 0; i < count; i++) {
            float g = (gradient[i] + l2 * parameters[i]) * scale;
            gradient[i] = Math.min(limit, Math.max(-limit, g));
        }
    }

    /** With the bias corrections taken out of the loop. */
    private void adam(Adam adam, float[] parameters, float[] gradient, float[] first, float[] second) {
        float beta1 = (float) adam.beta1();
        float beta2 = (float) adam.beta2();
        float rest1 = (float) (1 - adam.beta1());
        float rest2 = (float) (1 - adam.beta2());
        float stepSize = (float) (learningRate / (1 - Math.pow(adam.beta1(), (double) updateCount)));
        float rootScale = (float) (1 / Math.sqrt(1 - Math.pow(adam.beta2(), (double) updateCount)));
        float epsilon = (float) adam.epsilon();
        for (int i = 0; i < first.length; i++) {
            float g = withoutDenormal(gradient[i]);
            float m = withoutDenormal(beta1 * first[i] + rest1 * g);
            float v = plusSquare(beta2 * second[i], rest2, g);
            first[i] = m;
            second[i] = v;
            parameters[i] -= stepSize * m / ((float) Math.sqrt(v) * rootScale + epsilon);
        }
    }

    private void rmsPropCentered(
            RmsPropCentered rmsProp, float[] parameters, float[] gradient, float[] average, float[] square) {
        float decay = (float) rmsProp.decay();
        float rest = (float) (1 - rmsProp.decay());
        float rate = (float) learningRate;
        float epsilon = (float) rmsProp.epsilon();
        for (int i = 0; i < average.length; i++) {
            float g = withoutDenormal(gradient[i]);
            float a = withoutDenormal(decay * average[i] + rest * g);
            float s = plusSquare(decay * square[i], rest, g);
            average[i] = a;
            square[i] = s;
            // The variance of equal gradients may round to less than nothing.
            float variance = Math.max(0f, s - a * a);
            parameters[i] -= rate * g / (float) Math.sqrt(variance + epsilon);
        }
    }

    private void rmsPropTensorFlow(
            RmsPropTensorFlow rmsProp, float[] parameters, float[] gradient, float[] square, float[] velocity) {
        float decay = (float) rmsProp.decay();
        float rest = (float) (1 - rmsProp.decay());
        float momentum = (float) rmsProp.momentum();
        float rate = (float) learningRate;
        float epsilon = (float) rmsProp.epsilon();
        for (int i = 0; i < square.length; i++) {
            float g = withoutDenormal(gradient[i]);
            float s = plusSquare(decay * square[i], rest, g);
            float v = withoutDenormal(momentum * velocity[i] + rate * g / (float) Math.sqrt(s + epsilon));
            square[i] = s;
            velocity[i] = v;
            parameters[i] -= v;
        }
    }

    private void plainSgd(float[] parameters, float[] gradient, int count) {
        float rate = (float) learningRate;
        for (int i = 0; i < count; i++) {
            parameters[i] -= rate * gradient[i];
        }
    }

    private void momentumSgd(Sgd sgd, float[] parameters, float[] gradient, float[] velocity) {
        float rate = (float) learningRate;
        float momentum = (float) sgd.momentum();
        for (int i = 0; i < velocity.length; i++) {
            float b = withoutDenormal(momentum * velocity[i] + gradient[i]);
            velocity[i] = b;
            parameters[i] -= rate * b;
        }
    }

    private void requireLength(float[] vector) {
        if (vector.length != parameterCount) {
            throw new IllegalArgumentException(
                    "a vector of " + vector.length + " numbers was given where " + parameterCount + " belong");
        }
    }
}
