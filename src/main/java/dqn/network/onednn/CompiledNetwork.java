package dqn.network.onednn;

import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.MaxPool;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.onednn.LayerShape.Dense;
import dqn.network.onednn.LayerShape.Features;
import dqn.network.onednn.LayerShape.Squares;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.javacpp.PointerScope;

/** A network's layers in the layout of memory that suits this processor. */
final class CompiledNetwork {
    /** Up to so many channels a first convolution reads them best as they come. */
    private static final int FEW_CHANNELS = 3;

    private final NetworkSpec spec;
    private final data_type type;
    private final List<ObservationSpec> shapes;
    private final int block;
    private final InputPlan input;
    private final OutputStreams streams;
    /** What comes before the last hidden layer where quantiles are implicit. */
    private final Optional<QuantileLayer> quantiles;

    private final List<CompiledLayer> layers = new ArrayList<>();

    /**
     * Tries the layouts in the order of their speed, and takes the first for which every kernel is a fast one.
     *
     * @throws UnsupportedNetworkException if oneDNN has no kernel for a layer
     */
    static CompiledNetwork of(NetworkSpec spec, data_type type, NativeScope scope) {
        int[] blocks = type == data_type.f32
                ? new int[] {OneDnn.channelBlock(), Activations.ALL, 1}
                : new int[] {Activations.ALL, OneDnn.channelBlock(), 1};
        CompiledNetwork network = null;
        for (int block : blocks) {
            network = new CompiledNetwork(spec, type, block, scope);
            if (!network.needsReference()) {
                return network;
            }
        }
        return network;
    }

    /** @param block of channels, or {@link Activations#ALL} */
    @SuppressWarnings("try") // what is made meanwhile and not kept is freed at its end
    private CompiledNetwork(NetworkSpec spec, data_type type, int block, NativeScope scope) {
        this.spec = spec;
        this.type = type;
        this.block = block;
        shapes = spec.shapes();
        streams = new OutputStreams(spec);
        try (PointerScope temporary = NativeScope.temporaries()) {
            quantiles = spec.head().implicit()
                    ? Optional.of(new QuantileLayer(
                            scope,
                            features(spec.layers().size() - 1),
                            spec.head().atoms(),
                            type))
                    : Optional.empty();
            input = convolution(0) == null ? InputPlan.plain(spec.input(), 1) : inputOf(convolution(0));
            for (int i = 0; i + 1 < shapes.size(); i++) {
                if (i == spec.layers().size() - 1) {
                    quantiles.ifPresent(layers::add);
                }
                layers.add(compile(i, scope));
            }
        }
    }

    private boolean needsReference() {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).needsReference(i == 0)) {
                return true;
            }
        }
        return false;
    }

    private CompiledLayer compile(int i, NativeScope scope) {
        String name = i == spec.layers().size() ? "output layer" : "layer " + i;
        try {
            if (i < spec.layers().size() && spec.layers().get(i) instanceof MaxPool pool) {
                return new PoolingLayer(scope, padded(i, pool), block, type, name);
            }
            Conv conv = convolution(i);
            if (conv == null) {
                return dense(i, scope, name);
            }
            boolean isTogether = block == Activations.ALL && input.block() == input.channels();
            int inBlock = i > 0 || isTogether ? block : input.block();
            Squares shape = i == 0 && input.cell() > 1 ? turned(conv) : padded(i, conv);
            int[] order = order(shapes.get(i).channels(), conv, i == 0 ? input.cell() : 1);
            return new ConvolutionLayer(scope, shape, inBlock, block, order, type, name);
        } catch (RuntimeException e) {
            throw new UnsupportedNetworkException("oneDNN cannot compute " + name + " (" + describe(i) + ")", e);
        }
    }

    private DenseLayer dense(int i, NativeScope scope, String name) {
        boolean isLast = i == spec.layers().size();
        int samples = i < spec.layers().size() - 1
                ? 1
                : quantiles.map(QuantileLayer::samples).orElse(1);
        int outputs = isLast ? streams.units() : shapes.get(i + 1).channels();
        Dense shape = new Dense(features(i), outputs, !isLast);
        return new DenseLayer(scope, shape, type, isLast ? data_type.f32 : type, samples, name);
    }

    private Conv convolution(int i) {
        return i < spec.layers().size() && spec.layers().get(i) instanceof Conv conv ? conv : null;
    }

    private String describe(int i) {
        return i < spec.layers().size()
                ? spec.layers().get(i) + " on " + shapes.get(i)
                : shapes.get(i).size() + " inputs, " + spec.outputs() + " outputs";
    }

    private int blockOf(int i) {
        return block == 0 ? shapes.get(i).channels() : block;
    }

    /** Space is turned into depth where the stride divides the kernel. */
    private InputPlan inputOf(Conv conv) {
        ObservationSpec observation = spec.input();
        int cell = conv.stride();
        int depthBlock = block == 0 ? observation.channels() * cell * cell : block;
        if (cell == 1 || conv.kernel() % cell != 0 || !InputPlan.canTurn(observation, cell, depthBlock)) {
            return InputPlan.plain(observation, observation.channels() <= FEW_CHANNELS ? 1 : blockOf(0));
        }
        int depthHeight = shapes.get(1).height() - 1 + conv.kernel() / cell;
        int depthWidth = shapes.get(1).width() - 1 + conv.kernel() / cell;
        int top = before(observation.height(), shapes.get(1).height(), conv);
        int left = before(observation.width(), shapes.get(1).width(), conv);
        return new InputPlan(
                observation,
                cell,
                top,
                left,
                Math.max(top + observation.height(), depthHeight * cell),
                Math.max(left + observation.width(), depthWidth * cell),
                depthHeight,
                depthWidth,
                depthBlock);
    }

    /** The first convolution behind the turn: stride 1, and no padding, for the zeros were staged. */
    private Squares turned(Conv conv) {
        ObservationSpec out = shapes.get(1);
        return new Squares(
                input.channels(),
                input.depthHeight(),
                input.depthWidth(),
                conv.filters(),
                conv.kernel() / input.cell(),
                1,
                0,
                0,
                0,
                0,
                out.height(),
                out.width());
    }

    private Squares padded(int i, Layer.Window window) {
        ObservationSpec in = shapes.get(i);
        ObservationSpec out = shapes.get(i + 1);
        int top = before(in.height(), out.height(), window);
        int left = before(in.width(), out.width(), window);
        return new Squares(
                in.channels(),
                in.height(),
                in.width(),
                out.channels(),
                window.kernel(),
                window.stride(),
                top,
                padding(in.height(), out.height(), window) - top,
                left,
                padding(in.width(), out.width(), window) - left,
                out.height(),
                out.width());
    }

    private int padding(int inputs, int outputs, Layer.Window window) {
        int total = (outputs - 1) * window.stride() + window.kernel() - inputs;
        return spec.padding() == Padding.SAME ? Math.max(0, total) : 0;
    }

    private int before(int inputs, int outputs, Layer.Window window) {
        return padding(inputs, outputs, window) / 2;
    }

    /** For each weight of the kernel on cells, [filter][channel][dy][dx][row][column], where it is in the one on pixels. */
    private static int[] order(int channels, Conv conv, int cell) {
        int small = conv.kernel() / cell;
        int[] order = new int[conv.filters() * channels * conv.kernel() * conv.kernel()];
        int next = 0;
        for (int plane = 0; plane < conv.filters() * channels; plane++) {
            for (int dy = 0; dy < cell; dy++) {
                for (int dx = 0; dx < cell; dx++) {
                    for (int y = 0; y < small; y++) {
                        for (int x = 0; x < small; x++) {
                            order[next++] = (plane * conv.kernel() + y * cell + dy) * conv.kernel() + x * cell + dx;
                        }
                    }
                }
            }
        }
        return order;
    }

    private Features features(int i) {
        ObservationSpec shape = shapes.get(i);
        boolean behindMaps = i > 0 && spec.layers().get(i - 1) instanceof Layer.Window;
        return new Features(shape.channels(), shape.height(), shape.width(), behindMaps ? blockOf(i) : 1);
    }

    NetworkSpec spec() {
        return spec;
    }

    /** What becomes of the last layer's units. */
    OutputStreams streams() {
        return streams;
    }

    /** Of what lies between the layers, and of the weights that the kernels read. */
    data_type type() {
        return type;
    }

    InputPlan input() {
        return input;
    }

    List<CompiledLayer> layers() {
        return layers;
    }

    /** Layer {@code i}, if it is dense and better split by outputs than by rows; else null. */
    DenseLayer wideLayer(int i) {
        return layers.get(i) instanceof DenseLayer dense && dense.isWide() ? dense : null;
    }

    /** What is drawn of implicit quantiles. */
    Optional<QuantileLayer> quantiles() {
        return quantiles;
    }

    /** Rows that the kernels see of one row of the input of layer {@code i}, or of the output. */
    int samplesBefore(int i) {
        return i == 0 ? 1 : layers.get(i - 1).samples();
    }

    /** Floats of one row of the input of layer {@code i}, or of the output. */
    int sizeBefore(int i) {
        return i == 0 ? input.size() : layers.get(i - 1).outputSize();
    }
}
