package dqn.network.dl4j;

import java.lang.reflect.Field;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.AlgoMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.FwdAlgo;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DL4J's oneDNN convolution, put into a layer by hand: this release of DL4J has it off by default, and its own check for
 * support looks for a class that was renamed, so that it always says no. Without it a convolution is im2col and a matrix
 * product, several times slower.
 */
final class OneDnnConvolution extends MKLDNNConvHelper {
    private static final Logger log = LoggerFactory.getLogger(OneDnnConvolution.class);

    private INDArray knownOutput;

    private OneDnnConvolution() {
        super(DataType.FLOAT);
    }

    /**
     * Makes a network's convolutions use oneDNN, if it can be used.
     *
     * @param wanted whether they shall
     * @return by layer; null where there is no convolution, or one that runs without oneDNN
     */
    static OneDnnConvolution[] putInto(MultiLayerNetwork network, boolean wanted) {
        OneDnnConvolution[] convolutions = new OneDnnConvolution[network.getnLayers()];
        if (!wanted || !isAvailable()) {
            return convolutions;
        }
        try {
            for (int i = 0; i < convolutions.length; i++) {
                if (network.getLayer(i) instanceof ConvolutionLayer layer) {
                    convolutions[i] = putInto(layer);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.warn("DL4J's convolutions run without oneDNN, several times slower, because it cannot be put in", e);
        }
        return convolutions;
    }

    /** Whether all convolutions of a network are among these. */
    static boolean isEverywhere(MultiLayerNetwork network, OneDnnConvolution[] convolutions) {
        return IntStream.range(0, convolutions.length)
                .allMatch(i -> convolutions[i] != null || !(network.getLayer(i) instanceof ConvolutionLayer));
    }

    /** Of one layer; fails by reflection where DL4J has changed. */
    private static OneDnnConvolution putInto(ConvolutionLayer layer) throws ReflectiveOperationException {
        OneDnnConvolution convolution = new OneDnnConvolution();
        Field helper = ConvolutionLayer.class.getDeclaredField("helper");
        helper.setAccessible(true);
        helper.set(layer, convolution);
        return convolution;
    }

    /**
     * Spares the layer's backward pass the computation of its output: what follows is a ReLU, and its derivative is the
     * same at its output as at its input.
     *
     * @param output behind the ReLU, as the forward pass left it; null to compute again
     */
    void know(INDArray output) {
        knownOutput = output;
    }

    /** Whether this ND4J was built with oneDNN and may use it. */
    static boolean isAvailable() {
        return Nd4j.getEnvironment().helpersAllowed()
                && Nd4jCpu.Environment.getInstance().isUseONEDNN();
    }

    @Override
    public boolean checkSupported() {
        return isAvailable();
    }

    @Override
    public INDArray preOutput(
            INDArray input,
            INDArray weights,
            INDArray bias,
            int[] kernel,
            int[] strides,
            int[] pad,
            AlgoMode mode,
            FwdAlgo forwardAlgorithm,
            ConvolutionMode convolutionMode,
            int[] dilation,
            CNN2DFormat format,
            LayerWorkspaceMgr workspaces) {
        if (knownOutput != null) {
            return knownOutput;
        }
        return super.preOutput(
                input,
                weights,
                bias,
                kernel,
                strides,
                pad,
                mode,
                forwardAlgorithm,
                convolutionMode,
                dilation,
                format,
                workspaces);
    }
}
