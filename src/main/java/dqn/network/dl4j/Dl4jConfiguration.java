package dqn.network.dl4j;

import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Says a {@link NetworkSpec} in DL4J's words. */
final class Dl4jConfiguration {
    private Dl4jConfiguration() {}

    /** For use in here: ends in a plain linear layer, which takes a gradient from outside. */
    static MultiLayerConfiguration forTraining(NetworkSpec spec, IUpdater updater) {
        FeedForwardLayer last = new DenseLayer.Builder()
                .nOut(spec.outputs())
                .activation(Activation.IDENTITY)
                .build();
        return build(spec, updater, last);
    }

    /** For a model file: ends in an output layer, so that a DL4J program can also train it. The parameters are the same. */
    static MultiLayerConfiguration forFile(NetworkSpec spec, IUpdater updater) {
        FeedForwardLayer last = new OutputLayer.Builder(LossFunction.MSE)
                .nOut(spec.outputs())
                .activation(Activation.IDENTITY)
                .build();
        return build(spec, updater, last);
    }

    private static MultiLayerConfiguration build(NetworkSpec spec, IUpdater updater, FeedForwardLayer last) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(0) // DL4J's default is the time of day; the parameters are drawn elsewhere
                .updater(updater)
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
                .list();
        List<ObservationSpec> shapes = spec.shapes();
        for (int i = 0; i < spec.layers().size(); i++) {
            list.layer(hidden(spec, shapes.get(i), spec.layers().get(i)));
        }
        return list.layer(last).setInputType(inputType(spec)).build();
    }

    /** Convolutions see {@code [batch][channels][height][width]}, a network without any sees {@code [batch][size]}. */
    private static InputType inputType(NetworkSpec spec) {
        ObservationSpec input = spec.input();
        return startsWithConvolution(spec)
                ? InputType.convolutional(input.height(), input.width(), input.channels())
                : InputType.feedForward(input.size());
    }

    static boolean startsWithConvolution(NetworkSpec spec) {
        return !spec.layers().isEmpty() && spec.layers().get(0) instanceof Layer.Conv;
    }

    private static org.deeplearning4j.nn.conf.layers.Layer hidden(NetworkSpec spec, ObservationSpec in, Layer layer) {
        if (layer instanceof Layer.Conv conv) {
            return new ConvolutionLayer.Builder(conv.kernel(), conv.kernel())
                    .stride(conv.stride(), conv.stride())
                    .nOut(conv.filters())
                    .activation(Activation.RELU)
                    .convolutionMode(mode(spec, in, conv))
                    .build();
        }
        if (layer instanceof Layer.MaxPool pool) {
            return new SubsamplingLayer.Builder(PoolingType.MAX)
                    .kernelSize(pool.kernel(), pool.kernel())
                    .stride(pool.stride(), pool.stride())
                    .convolutionMode(mode(spec, in, pool))
                    .build();
        }
        return new DenseLayer.Builder()
                .nOut(((Layer.Dense) layer).units())
                .activation(Activation.RELU)
                .build();
    }

    /** Whether DL4J computes such windows: with SAME it pads by half of what is missing, also where that is negative. */
    static boolean canPad(NetworkSpec spec) {
        List<ObservationSpec> shapes = spec.shapes();
        for (int i = 0; i < spec.layers().size(); i++) {
            if (spec.layers().get(i) instanceof Layer.Window window
                    && mode(spec, shapes.get(i), window) == ConvolutionMode.Same
                    && Math.min(
                                    padding(shapes.get(i).height(), window),
                                    padding(shapes.get(i).width(), window))
                            < -1) {
                return false;
            }
        }
        return true;
    }

    /**
     * DL4J refuses SAME where the stride jumps over the edge (kernel below stride); without any padding it is the same as
     * VALID.
     */
    static ConvolutionMode mode(NetworkSpec spec, ObservationSpec in, Layer.Window window) {
        boolean padded = padding(in.height(), window) > 0 || padding(in.width(), window) > 0;
        return spec.padding() == Padding.SAME && padded ? ConvolutionMode.Same : ConvolutionMode.Truncate;
    }

    private static int padding(int size, Layer.Window window) {
        int outputs = (size + window.stride() - 1) / window.stride();
        return (outputs - 1) * window.stride() + window.kernel() - size;
    }
}
