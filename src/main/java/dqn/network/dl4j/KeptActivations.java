package dqn.network.dl4j;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The input and the output of each layer in a network's last training pass, kept for its way back: DL4J's layers remember
 * those of the pass before alone, which may be one for inference.
 */
final class KeptActivations {
    private final MultiLayerNetwork network;
    /** By layer; null where there is no convolution, or one that runs without oneDNN. */
    private final OneDnnConvolution[] convolutions;

    private List<INDArray> activations = List.of();

    /** None yet. */
    KeptActivations(MultiLayerNetwork network, OneDnnConvolution[] convolutions) {
        this.network = network;
        this.convolutions = convolutions;
    }

    /** Passes an input through the layers; returns their output, which stays until the next pass or {@link #release}. */
    INDArray compute(INDArray input) {
        release();
        network.setInput(input);
        activations = network.feedForward(true, false);
        return activations.get(activations.size() - 1);
    }

    /** Rows of the pass. */
    int batch() {
        if (activations.isEmpty()) {
            throw new IllegalStateException("backward without a forward pass for training before it");
        }
        return (int) activations.get(0).size(0);
    }

    /** Puts them back into the layers while something is done. */
    void during(Runnable work) {
        int batch = batch();
        network.setInput(activations.get(0));
        try {
            for (int i = 0; i < network.getnLayers(); i++) {
                recall(i, batch);
            }
            work.run();
        } finally {
            for (OneDnnConvolution convolution : convolutions) {
                if (convolution != null) {
                    convolution.know(null);
                }
            }
        }
    }

    private void recall(int i, int batch) {
        INDArray input = activations.get(i);
        InputPreProcessor reshape = network.getLayerWiseConfigurations().getInputPreProcess(i);
        if (reshape != null) {
            input = reshape.preProcess(input, batch, LayerWorkspaceMgr.noWorkspaces());
        }
        Layer layer = network.getLayer(i);
        layer.setInput(input, LayerWorkspaceMgr.noWorkspaces());
        layer.setInputMiniBatchSize(batch);
        if (convolutions[i] != null) {
            convolutions[i].know(activations.get(i + 1));
        }
    }

    /** Frees all but the input, which belongs to its buffer. */
    void release() {
        for (int i = 1; i < activations.size(); i++) {
            activations.get(i).close();
        }
        activations = List.of();
    }

    /** How many numbers they are. */
    long length() {
        return activations.stream().mapToLong(INDArray::length).sum();
    }
}
