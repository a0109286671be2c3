package dqn.network.dl4j;

import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the configuration of a DL4J program of others says, read as plain JSON: DL4J's own reader makes objects of
 * whatever classes a file names.
 *
 * <p>It does not tell everything. Inputs are taken to be bytes times 1/255, and where only the height and width behind
 * the convolutions stand in it, those of the input are taken to be 84 or else the smallest that lead to them.
 */
final class PlainConfiguration {
    private static final String LAYERS = "org.deeplearning4j.nn.conf.layers.";
    private static final String POOLING = "SubsamplingLayer";
    private static final int USUAL_SIZE = 84;
    private static final int LARGEST_SIZE = 1024;

    private final JsonNode root;
    private final List<JsonNode> layers = new ArrayList<>();

    private PlainConfiguration(JsonNode root) {
        this.root = root;
        root.path("confs").forEach(conf -> layers.add(conf.path("layer")));
    }

    /**
     * Reads {@code configuration.json}.
     *
     * @throws IOException if it is not JSON
     */
    static PlainConfiguration parse(byte[] json) throws IOException {
        try {
            return new PlainConfiguration(JsonMapper.shared().readTree(json));
        } catch (JacksonException e) {
            throw new IOException("its configuration is no JSON", e);
        }
    }

    /**
     * The network.
     *
     * @throws IOException if it has layers of other kinds
     */
    NetworkSpec network() throws IOException {
        require(!layers.isEmpty(), "it has no layers");
        List<Layer> hidden = new ArrayList<>();
        Padding padding = Padding.VALID;
        for (int i = 0; i + 1 < layers.size(); i++) {
            JsonNode layer = layers.get(i);
            hidden.add(hidden(layer, i));
            padding = layer.path("convolutionMode").asString("").equals("Same") ? Padding.SAME : padding;
        }
        JsonNode last = layers.get(layers.size() - 1);
        require(isActivation(last, "Identity"), "its last layer is not linear");
        int outputs = dense(last);
        try {
            return checked(new NetworkSpec(
                    input(hidden, padding), 1 / 255.0, padding, hidden, outputs, Initialization.GLOROT_UNIFORM));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("its layers do not fit together: " + e.getMessage(), e);
        }
    }

    /** Adam, where every layer has the same; its epsilon is taken as it stands. */
    Optional<OptimizerSpec> optimizer() {
        JsonNode updater = layers.get(0).path("iupdater");
        boolean same = layers.stream()
                .filter(layer -> !isKind(layer, POOLING))
                .allMatch(layer -> layer.path("iupdater").equals(updater) && isUnset(layer, "biasUpdater"));
        if (!same
                || !updater.path("@class").asString("").equals("org.nd4j.linalg.learning.config.Adam")
                || !isUnset(updater, "learningRateSchedule")) {
            return Optional.empty();
        }
        return Optional.of(new OptimizerSpec.Adam(
                updater.path("learningRate").asDouble(0),
                updater.path("beta1").asDouble(0),
                updater.path("beta2").asDouble(0),
                updater.path("epsilon").asDouble(0)));
    }

    /** Updates made so far. */
    long updateCount() {
        return Math.min(
                ModelDescription.MOST_UPDATES,
                Math.max(0, root.path("iterationCount").asLong(0)));
    }

    private static Layer hidden(JsonNode layer, int i) throws IOException {
        if (isKind(layer, POOLING)) {
            require(layer.path("poolingType").asString("").equals("MAX"), "its pooling is not by maxima");
            requirePlainWindow(layer);
            return new Layer.MaxPool(square(layer, "kernelSize"), square(layer, "stride"));
        }
        require(isActivation(layer, "ReLU"), "hidden layer " + i + " has no plain ReLU");
        if (isKind(layer, "ConvolutionLayer")) {
            requirePlainWindow(layer);
            require(layer.path("hasBias").asBoolean(true), "a convolution is without bias");
            return new Layer.Conv(layer.path("nout").asInt(0), square(layer, "kernelSize"), square(layer, "stride"));
        }
        return new Layer.Dense(dense(layer));
    }

    private static void requirePlainWindow(JsonNode layer) throws IOException {
        String mode = layer.path("convolutionMode").asString("");
        require(
                square(layer, "dilation") == 1
                        && layer.path("cnn2dDataFormat").asString("NCHW").equals("NCHW")
                        && (mode.equals("Same") || (mode.equals("Truncate") && square(layer, "padding") == 0)),
                "a convolution or pooling is dilated, in NHWC order or padded by hand");
    }

    private static int dense(JsonNode layer) throws IOException {
        require(
                (isKind(layer, "DenseLayer") || isKind(layer, "OutputLayer"))
                        && layer.path("hasBias").asBoolean(true)
                        && !layer.path("hasLayerNorm").asBoolean(false),
                "it has layers other than convolutions, maxima and dense layers with bias");
        return layer.path("nout").asInt(0);
    }

    private ObservationSpec input(List<Layer> hidden, Padding padding) throws IOException {
        int channels = layers.get(0).path("nin").asInt(0);
        if (hidden.isEmpty() || hidden.get(0) instanceof Layer.Dense) {
            return new ObservationSpec(1, 1, channels);
        }
        JsonNode reshape = root.path("inputPreProcessors").path("0");
        if (!reshape.isMissingNode()) {
            return new ObservationSpec(
                    channels,
                    reshape.path("inputHeight").asInt(0),
                    reshape.path("inputWidth").asInt(0));
        }
        List<Layer> windows =
                hidden.stream().filter(Layer.Window.class::isInstance).toList();
        JsonNode flatten = root.path("inputPreProcessors").path(String.valueOf(windows.size()));
        return new ObservationSpec(
                channels,
                sizeLeadingTo(flatten.path("inputHeight").asInt(0), windows, padding),
                sizeLeadingTo(flatten.path("inputWidth").asInt(0), windows, padding));
    }

    private static int sizeLeadingTo(int size, List<Layer> windows, Padding padding) throws IOException {
        return IntStream.concat(IntStream.of(USUAL_SIZE), IntStream.rangeClosed(1, LARGEST_SIZE))
                .filter(candidate -> sizeBehind(candidate, windows, padding) == size)
                .findFirst()
                .orElseThrow(() -> new IOException("no input leads to " + size + " rows behind its convolutions"));
    }

    private static int sizeBehind(int size, List<Layer> windows, Padding padding) {
        try {
            List<ObservationSpec> shapes = new NetworkSpec(
                            new ObservationSpec(1, size, size), 1, padding, windows, 1, Initialization.PYTORCH)
                    .shapes();
            return shapes.get(windows.size()).height();
        } catch (IllegalArgumentException e) {
            return -1; // a kernel is larger than what it slides over
        }
    }

    /** Every layer must see as many inputs as the one before gives. */
    private NetworkSpec checked(NetworkSpec spec) throws IOException {
        List<ObservationSpec> shapes = spec.shapes();
        for (int i = 0; i < layers.size(); i++) {
            JsonNode layer = layers.get(i);
            boolean convolution = isKind(layer, "ConvolutionLayer");
            int inputs = convolution ? shapes.get(i).channels() : shapes.get(i).size();
            require(isKind(layer, POOLING) || layer.path("nin").asInt(0) == inputs, "its layers do not fit together");
            require(
                    i == spec.layers().size()
                            || !(spec.layers().get(i) instanceof Layer.Window window)
                            || layer.path("convolutionMode").asString("").equals("Same")
                            || Dl4jConfiguration.mode(spec, shapes.get(i), window) == ConvolutionMode.Truncate,
                    "only some of its convolutions and poolings are padded");
        }
        return spec;
    }

    private static int square(JsonNode layer, String key) throws IOException {
        JsonNode pair = layer.path(key);
        require(pair.size() == 2 && pair.path(0).asInt(-1) == pair.path(1).asInt(-2), "its " + key + " is not square");
        return pair.path(0).asInt(-1);
    }

    private static boolean isKind(JsonNode layer, String kind) {
        return layer.path("@class").asString("").equals(LAYERS + kind);
    }

    private static boolean isActivation(JsonNode layer, String name) {
        JsonNode activation = layer.path("activationFn");
        return activation.path("@class").asString("").equals("org.nd4j.linalg.activations.impl.Activation" + name)
                && isUnset(activation, "max")
                && isUnset(activation, "negativeSlope")
                && isUnset(activation, "threshold");
    }

    private static boolean isUnset(JsonNode node, String key) {
        return node.path(key).isMissingNode() || node.path(key).isNull();
    }

    private static void require(boolean condition, String problem) throws IOException {
        if (!condition) {
            throw new IOException(problem);
        }
    }
}
