package dqn.network;

import dqn.core.InvalidSetting;
import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Head;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Padding;
import java.util.ArrayList;
import java.util.List;

/**
 * A complete network: input, hidden layers, and a linear output layer.
 *
 * @param input shape of one observation (a stack)
 * @param scale what each input byte is multiplied by
 * @param padding of every convolution and maxPool
 * @param layers hidden layers, convolutions and maxima before dense ones
 * @param outputs number of linear outputs: actions times atoms, the atoms of an action together
 * @param initialization of the weights
 * @param head how they come about
 */
public record NetworkSpec(
        ObservationSpec input,
        double scale,
        Padding padding,
        List<Layer> layers,
        int outputs,
        Initialization initialization,
        HeadSpec head) {
    /** No network of any game has so many. */
    static final int MOST_LAYERS = 100;

    /** Refuses layers in another order than {@link NetworkConfig} has, and streams that have no hidden layer. */
    public NetworkSpec {
        layers = List.copyOf(layers);
        InvalidSetting.unless(
                layers.size() <= MOST_LAYERS, "layers", "must be at most " + MOST_LAYERS + ", not " + layers.size());
        NetworkConfig.requireOrder(layers);
        InvalidSetting.unlessPositive("scale", scale);
        InvalidSetting.unless(outputs % head.atoms() == 0, "atoms", "must divide the " + outputs + " outputs");
        InvalidSetting.unless(
                !(head.dueling() || head.implicit())
                        || (!layers.isEmpty() && layers.get(layers.size() - 1) instanceof Layer.Dense),
                "head",
                "is " + (head.dueling() ? "dueling" : "implicit")
                        + ", which needs a dense layer at the end of the layers");
    }

    /** One with a plain head. */
    public NetworkSpec(
            ObservationSpec input,
            double scale,
            Padding padding,
            List<Layer> layers,
            int outputs,
            Initialization initialization) {
        this(input, scale, padding, layers, outputs, initialization, HeadSpec.PLAIN);
    }

    /** From the configuration and what the game gives; each action has {@code atoms} outputs, see {@link HeadSpec}. */
    public static NetworkSpec of(
            NetworkConfig config, ObservationSpec input, double scale, int actions, int atoms, boolean implicit) {
        return new NetworkSpec(
                input,
                scale,
                config.padding(),
                config.layers(),
                Math.multiplyExact(actions, atoms),
                config.initialization(),
                new HeadSpec(config.head() == Head.DUELING, atoms, config.noisy(), implicit));
    }

    /** Whether the parameters of one serve the other. */
    public boolean sameShape(NetworkSpec other) {
        return input.equals(other.input)
                && padding == other.padding
                && layers.equals(other.layers)
                && outputs == other.outputs
                && head.equals(other.head);
    }

    /**
     * The plain network that gives the same outputs without noise: both streams in one layer, the sum of value and
     * advantage in the weights of the last.
     *
     * @throws IllegalStateException if there is none, for quantiles are implicit
     */
    public NetworkSpec folded() {
        if (head.implicit()) {
            throw new IllegalStateException("no plain network has implicit quantiles");
        }
        List<Layer> folded = new ArrayList<>(layers);
        if (head.dueling()) {
            int last = layers.size() - 1;
            folded.set(last, new Layer.Dense(2 * ((Layer.Dense) layers.get(last)).units()));
        }
        return new NetworkSpec(input, scale, padding, folded, outputs, initialization);
    }

    /**
     * Shapes of the activations: the input, behind each layer, and the output; dense ones are n x 1 x 1. Two streams are
     * one layer of twice the units, the value's first.
     */
    public List<ObservationSpec> shapes() {
        List<ObservationSpec> shapes = new ArrayList<>();
        shapes.add(input);
        for (Layer layer : head.dueling() ? folded().layers : layers) {
            shapes.add(shapeAfter(shapes.get(shapes.size() - 1), layer));
        }
        shapes.add(new ObservationSpec(outputs, 1, 1));
        return shapes;
    }

    private ObservationSpec shapeAfter(ObservationSpec in, Layer layer) {
        if (layer instanceof Layer.Window window) {
            int height = outputSize(in.height(), window);
            int width = outputSize(in.width(), window);
            if (height < 1 || width < 1) {
                throw new IllegalArgumentException("its " + window.kernel() + "x" + window.kernel()
                        + (window instanceof Layer.Conv ? " convolution" : " maxPool") + " is larger than the "
                        + in.height() + "x" + in.width() + " input");
            }
            return new ObservationSpec(
                    window instanceof Layer.Conv conv ? conv.filters() : in.channels(), height, width);
        }
        return new ObservationSpec(((Layer.Dense) layer).units(), 1, 1);
    }

    private int outputSize(int size, Layer.Window window) {
        return padding == Padding.SAME
                ? (size + window.stride() - 1) / window.stride()
                : Math.floorDiv(size - window.kernel(), window.stride()) + 1;
    }

    /**
     * Number of weights and biases; of a noisy layer, means and spreads.
     *
     * @throws ArithmeticException if it cannot be counted
     */
    public long parameterCount() {
        List<ObservationSpec> shapes = shapes();
        long convolutions = 0;
        long dense = 0;
        for (int i = 0; i < layers.size(); i++) {
            if (head.implicit() && i == layers.size() - 1) {
                dense = Math.addExact(
                        dense, (HeadSpec.COSINES + 1L) * shapes.get(i).size());
            }
            if (layers.get(i) instanceof Layer.Conv conv) {
                long inputs = (long) shapes.get(i).channels() * conv.kernel() * conv.kernel();
                convolutions = Math.addExact(convolutions, Math.multiplyExact(inputs + 1, conv.filters()));
            } else if (layers.get(i) instanceof Layer.Dense) {
                dense = Math.addExact(
                        dense, (shapes.get(i).size() + 1L) * shapes.get(i + 1).channels());
            }
        }
        long features = shapes.get(layers.size()).size();
        dense = Math.multiplyExact(Math.addExact(dense, last(features)), head.noisy() ? 2L : 1L);
        return Math.addExact(convolutions, dense);
    }

    /** What follows so many units of the last hidden layer. */
    private long last(long features) {
        if (head.implicit()) {
            return (features + 1) * (outputs / head.atoms());
        }
        return head.dueling() ? (features / 2 + 1) * (head.atoms() + (long) outputs) : (features + 1) * outputs;
    }
}
