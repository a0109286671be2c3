package dqn.network.dl4j;

import dqn.core.RandomStream;
import dqn.network.InitialParameters;
import dqn.network.NetworkArguments;
import dqn.network.NetworkSpec;
import dqn.network.Optimizer;
import dqn.network.OptimizerSpec;
import dqn.network.OptimizerState;
import dqn.network.ParameterLayout;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import dqn.network.UpdateTask;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reference backend: a DL4J network, with the optimiser of this project beside it.
 *
 * <p>What DL4J allocates outside its workspaces is closed here as soon as it has served. The small native objects that it
 * makes for every operation cannot be closed: ND4J frees them once the garbage collector has found their Java halves, which
 * young collections often miss. A process of 375 MB grew by about 200 KB an update, to 1 GB after 3,000, so a whole
 * collection is asked for now and then. After every 1,000 passes, at 45 to 95 ms each, it stayed below 660 MB for 8,000
 * updates; after every 4,000 it still grew.
 */
final class Dl4jQNetwork implements QNetwork {
    private static final Logger log = LoggerFactory.getLogger(Dl4jQNetwork.class);

    private static final int PASSES_BETWEEN_COLLECTIONS = 1_000;

    private final NetworkSpec spec;
    private final ParameterLayout layout;
    private final MultiLayerNetwork network;
    /** By layer; null where there is no convolution, or one that runs without oneDNN. */
    private final OneDnnConvolution[] convolutions;

    private final InputBuffer inferenceInput;
    private final InputBuffer trainingInput;
    private final KeptActivations activations;
    /** What is needed for learning; null in a network for inference. */
    private final Learning learning;

    private int passes;
    private boolean closed;

    /** A network for inference. */
    static Dl4jQNetwork forInference(NetworkSpec spec, long seed, boolean oneDnn) {
        return new Dl4jQNetwork(spec, InitialParameters.draw(spec, seed), null, oneDnn);
    }

    /** A network that learns. */
    static Dl4jQNetwork forLearning(
            NetworkSpec spec, long seed, OptimizerSpec optimizer, StepConfig gradient, boolean oneDnn) {
        float[] parameters = InitialParameters.draw(spec, seed);
        Learning learning = new Learning(
                new Optimizer(optimizer, gradient, parameters.length), parameters, new float[parameters.length]);
        return new Dl4jQNetwork(spec, parameters, learning, oneDnn);
    }

    /** The optimiser, and the heap arrays that it works on; {@code parameters} always equals DL4J's. */
    private record Learning(Optimizer optimizer, float[] parameters, float[] gradient) {}

    private Dl4jQNetwork(NetworkSpec spec, float[] parameters, Learning learning, boolean oneDnn) {
        this.spec = spec;
        this.learning = learning;
        layout = ParameterLayout.of(spec);
        inferenceInput = new InputBuffer(spec);
        trainingInput = new InputBuffer(spec);
        network = new MultiLayerNetwork(Dl4jConfiguration.forTraining(spec, new NoOp()));
        INDArray flat = Nd4j.createUninitializedDetached(DataType.FLOAT, layout.size());
        NativeFloats.write(parameters, flat, layout.size());
        network.init(flat, false);
        convolutions = OneDnnConvolution.putInto(network, oneDnn);
        activations = new KeptActivations(network, convolutions);
        log.debug("{}", description());
    }

    @Override
    public NetworkSpec spec() {
        return spec;
    }

    @Override
    public void forward(byte[] observations, int batch, float[] outputs) {
        requireBatch(observations, batch, outputs);
        INDArray result = network.output(inferenceInput.fill(observations, batch), false);
        NativeFloats.read(result, outputs, batch * spec.outputs());
        result.close();
        countPass();
    }

    @Override
    public void forwardAlone(byte[] observations, int batch, float[] outputs) {
        forward(observations, batch, outputs);
    }

    @Override
    public void forwardForTraining(byte[] observations, int batch, float[] outputs) {
        requireBatch(observations, batch, outputs);
        INDArray output = activations.compute(trainingInput.fill(observations, batch));
        NativeFloats.read(output, outputs, batch * spec.outputs());
        countPass();
    }

    @Override
    public void backward(float[] outputGradient) {
        requireOpen();
        requireLearning();
        int batch = activations.batch();
        NetworkArguments.requireRoom("output gradient", outputGradient.length, batch * spec.outputs());
        INDArray epsilon = Nd4j.createUninitializedDetached(DataType.FLOAT, batch, spec.outputs());
        NativeFloats.write(outputGradient, epsilon, batch * spec.outputs());
        try {
            activations.during(
                    () -> network.backpropGradient(epsilon, null).getSecond().close());
        } finally {
            epsilon.close();
        }
        countPass();
    }

    private void countPass() {
        if (++passes % PASSES_BETWEEN_COLLECTIONS == 0) {
            System.gc();
        }
    }

    @Override
    public void applyGradient() {
        readGradient(requireLearning().gradient);
        Optimizer optimizer = learning.optimizer;
        optimizer.begin(
                optimizer.needsNorm()
                        ? optimizer.squaredNorm(learning.parameters, learning.gradient, layout.size())
                        : 0);
        optimizer.step(0, learning.parameters, learning.gradient);
        NativeFloats.write(learning.parameters, network.params(), layout.size());
    }

    @Override
    public void update(UpdateTask task, Runnable alongside) {
        alongside.run();
        task.reader().accept(0, task.batch());
        for (UpdateTask.Pass pass : task.passes()) {
            pass.network().forward(pass.observations(), task.batch(), pass.outputs());
        }
        forwardForTraining(task.observations(), task.batch(), task.outputs());
        task.loss().accept(0, task.batch());
        backward(task.outputGradient());
        applyGradient();
        activations.release();
    }

    @Override
    public void readGradient(float[] target) {
        requireOpen();
        requireSize("gradient", target.length);
        if (network.getGradientsViewArray() == null) {
            throw new IllegalStateException("there is no gradient before the first backward pass");
        }
        NativeFloats.read(network.getGradientsViewArray(), target, layout.size());
    }

    @Override
    public void readParameters(float[] target) {
        requireOpen();
        requireSize("parameters", target.length);
        NativeFloats.read(network.params(), target, layout.size());
    }

    @Override
    public void writeParameters(float[] source) {
        requireOpen();
        requireSize("parameters", source.length);
        NativeFloats.write(source, network.params(), layout.size());
        if (learning != null) {
            System.arraycopy(source, 0, learning.parameters, 0, source.length);
        }
    }

    /** There are no noisy layers here. */
    @Override
    public void drawNoise(RandomStream random) {
        requireOpen();
    }

    @Override
    public void silenceNoise() {
        requireOpen();
    }

    @Override
    public OptimizerState optimizerState() {
        return learning == null ? new OptimizerState(0, new float[0][]) : learning.optimizer.state();
    }

    @Override
    public void restoreOptimizer(OptimizerState state) {
        requireLearning().optimizer.restore(state);
    }

    @Override
    public void copyParametersFrom(QNetwork other) {
        if (!layout.equals(ParameterLayout.of(other.spec()))) {
            throw new IllegalArgumentException("parameters can only be copied between networks of the same shape");
        }
        float[] copy = new float[layout.size()];
        other.readParameters(copy);
        writeParameters(copy);
    }

    @Override
    public String description() {
        int threads = Nd4jRuntime.threads();
        return "DL4J " + Nd4jRuntime.VERSION + ", "
                + (OneDnnConvolution.isEverywhere(network, convolutions) ? "oneDNN" : "im2col") + " convolutions, "
                + (threads == 1 ? "1 thread" : threads + " threads");
    }

    /** Of parameters, gradient and activations; what DL4J's workspaces hold besides is not counted. */
    @Override
    public long nativeByteCount() {
        long numbers = layout.size();
        if (network.getGradientsViewArray() != null) {
            numbers += layout.size();
        }
        return (numbers + activations.length()) * Float.BYTES;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        activations.release();
        inferenceInput.close();
        trainingInput.close();
        network.params().close();
        if (network.getGradientsViewArray() != null) {
            network.getGradientsViewArray().close();
        }
    }

    private void requireBatch(byte[] observations, int batch, float[] outputs) {
        requireOpen();
        NetworkArguments.requireBatch(spec, observations, batch, outputs);
    }

    private void requireSize(String what, int given) {
        NetworkArguments.requireSize(what, given, layout.size());
    }

    private Learning requireLearning() {
        if (learning == null) {
            throw new IllegalStateException("this network was made for inference only");
        }
        return learning;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this network is closed");
        }
    }
}
