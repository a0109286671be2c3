package dqn.network;

import dqn.core.RandomStream;
import java.util.function.Supplier;

/**
 * A function from a batch of observations to a batch of outputs, with its parameters and its optimiser. It knows nothing
 * of reinforcement learning.
 *
 * <p>Observations are unsigned bytes {@code [batch][channels][height][width]}, multiplied by {@link NetworkSpec#scale}
 * at the first layer. Parameters and gradients cross this interface as one flat vector in DL4J's order.
 * Not thread-safe.
 */
public interface QNetwork extends AutoCloseable {
    /** What was built. */
    NetworkSpec spec();

    /**
     * Outputs for inference.
     *
     * @param observations at least {@code batch} observations
     * @param batch any number from 1 on
     * @param outputs filled with {@code [batch][spec().outputs()]}
     */
    void forward(byte[] observations, int batch, float[] outputs);

    /**
     * The same on the calling thread alone, also while {@link #update(UpdateTask, Runnable)} goes on. The last bits may
     * differ from those of {@link #forward}, which may split the work.
     */
    void forwardAlone(byte[] observations, int batch, float[] outputs);

    /** The same, keeping what {@link #backward} needs. */
    void forwardForTraining(byte[] observations, int batch, float[] outputs);

    /**
     * Computes the gradient of the parameters for the batch of the last {@link #forwardForTraining}, replacing the
     * gradient before.
     *
     * @param outputGradient derivative of the loss by each output, {@code [batch][spec().outputs()]}
     */
    void backward(float[] outputGradient);

    /** One step of the optimiser with the gradient of the last {@link #backward}. */
    void applyGradient();

    /**
     * One whole update: fetching the observations, the passes that the loss needs, a forward pass for training, the
     * loss's gradient, backward, and the optimiser's step. The gradient need not be kept, so {@link #readGradient} does
     * not know it.
     */
    default void update(UpdateTask task) {
        update(task, () -> {});
    }

    /**
     * The same, to the bit, while the calling thread does something else first: it may call {@link #forwardAlone}, which
     * computes with the parameters from before the update, and nothing else of this network. A backend with several
     * threads lets the others begin meanwhile. What {@code alongside} throws is thrown at the end; whether the update was
     * made is then open.
     */
    void update(UpdateTask task, Runnable alongside);

    /** Copies the gradient of the last {@link #backward} to {@code target}, {@link NetworkSpec#parameterCount()} long. */
    void readGradient(float[] target);

    /** Copies the parameters to {@code target}. */
    void readParameters(float[] target);

    /** Replaces the parameters. */
    void writeParameters(float[] source);

    /**
     * Draws the noise of noisy layers anew, none being in them at first; of implicit quantiles the fractions, one in
     * each of as many equal parts. Other networks stay as they are.
     */
    void drawNoise(RandomStream random);

    /** Lets noisy layers compute with their means, and implicit quantiles with the middles of their parts. */
    void silenceNoise();

    /** The quantile fractions (tau) that implicit quantiles are computed for now, always the same array; else none. */
    default float[] fractions() {
        return new float[0];
    }

    /** The optimiser's state, copied; empty for a network built without an optimiser. */
    OptimizerState optimizerState();

    /** Replaces the optimiser's state. */
    void restoreOptimizer(OptimizerState state);

    /**
     * Takes hold of parameters and optimiser's state as they are now. What is returned puts them in order when it is
     * asked, by any thread, while the network goes on.
     */
    default Supplier<LearntState> capture() {
        Supplier<float[]> parameters = captureParameters();
        OptimizerState state = optimizerState();
        return () -> new LearntState(parameters.get(), state);
    }

    /** The same of the parameters alone. */
    default Supplier<float[]> captureParameters() {
        float[] parameters = new float[Math.toIntExact(spec().parameterCount())];
        readParameters(parameters);
        return () -> parameters;
    }

    /** Takes over the parameters of a network of the same shape. */
    void copyParametersFrom(QNetwork other);

    /**
     * Moves its parameters by a share of their way towards those of a network of the same shape.
     *
     * @param share 0: not at all, 1: all of it
     */
    default void moveTowards(QNetwork other, double share) {
        float[] parameters = new float[Math.toIntExact(spec().parameterCount())];
        float[] goal = new float[parameters.length];
        readParameters(parameters);
        other.readParameters(goal);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += (float) share * (goal[i] - parameters[i]);
        }
        writeParameters(parameters);
    }

    /** The backend and the kernels it runs on, for a person. */
    String description();

    /** Bytes of native memory that it holds now, as far as it knows. */
    long nativeByteCount();

    /** Releases native memory. */
    @Override
    void close();
}
