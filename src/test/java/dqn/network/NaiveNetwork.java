package dqn.network;

import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Padding;
import dqn.network.ParameterLayout.LayerParameters;
import java.util.List;
import java.util.function.BiConsumer;

/** A network as the textbook has it: loops in double precision, one observation at a time. */
final class NaiveNetwork {
    private final NetworkSpec spec;
    private final List<ObservationSpec> shapes;
    private final List<LayerParameters> layout;
    final double[] parameters;

    NaiveNetwork(NetworkSpec spec, double[] parameters) {
        this.spec = spec;
        this.parameters = parameters;
        shapes = spec.shapes();
        layout = ParameterLayout.of(spec).layers();
    }

    /** Outputs {@code [batch][outputs]}. */
    double[] forward(byte[] observations, int batch) {
        double[] outputs = new double[batch * spec.outputs()];
        for (int b = 0; b < batch; b++) {
            double[][] activations = activations(observations, b);
            System.arraycopy(activations[layout.size()], 0, outputs, b * spec.outputs(), spec.outputs());
        }
        return outputs;
    }

    /** What the output layer sees of an observation. */
    double[] features(byte[] observations, int b) {
        return activations(observations, b)[layout.size() - 1];
    }

    /** Gradient of the parameters of sum(outputGradient * outputs) over the batch. */
    double[] gradient(byte[] observations, int batch, double[] outputGradient) {
        double[] gradient = new double[parameters.length];
        for (int b = 0; b < batch; b++) {
            double[][] activations = activations(observations, b);
            double[] delta = new double[spec.outputs()];
            System.arraycopy(outputGradient, b * spec.outputs(), delta, 0, spec.outputs());
            for (int i = layout.size() - 1; i >= 0; i--) {
                double[] before = new double[activations[i].length];
                if (pool(i) != null) {
                    double[] passed = delta;
                    visitLargest(i, activations[i], (in, out) -> before[in] += passed[out]);
                    delta = before;
                    continue;
                }
                if (i < spec.layers().size()) {
                    for (int k = 0; k < delta.length; k++) {
                        delta[k] = activations[i + 1][k] > 0 ? delta[k] : 0;
                    }
                }
                visit(i, backward(layout.get(i), activations[i], delta, gradient, before));
                for (int k = 0; k < delta.length; k++) {
                    gradient[layout.get(i).biases() + k / positions(i)] += delta[k];
                }
                delta = before;
            }
        }
        return gradient;
    }

    private Connection backward(
            LayerParameters layer, double[] input, double[] delta, double[] gradient, double[] before) {
        return (in, out, weight) -> {
            gradient[layer.weights() + weight] += input[in] * delta[out];
            before[in] += parameters[layer.weights() + weight] * delta[out];
        };
    }

    private double[][] activations(byte[] observations, int b) {
        double[][] activations = new double[layout.size() + 1][];
        int size = spec.input().size();
        activations[0] = new double[size];
        for (int k = 0; k < size; k++) {
            activations[0][k] = (observations[b * size + k] & 0xFF) * spec.scale();
        }
        for (int i = 0; i < layout.size(); i++) {
            LayerParameters layer = layout.get(i);
            double[] input = activations[i];
            double[] output = new double[shapes.get(i + 1).size()];
            activations[i + 1] = output;
            if (pool(i) != null) {
                visitLargest(i, input, (in, out) -> output[out] = input[in]);
                continue;
            }
            for (int k = 0; k < output.length; k++) {
                output[k] = parameters[layer.biases() + k / positions(i)];
            }
            visit(i, (in, out, weight) -> output[out] += input[in] * parameters[layer.weights() + weight]);
            if (i < spec.layers().size()) {
                for (int k = 0; k < output.length; k++) {
                    output[k] = Math.max(0, output[k]);
                }
            }
        }
        return activations;
    }

    /** Outputs that share a bias. */
    private int positions(int layer) {
        return shapes.get(layer + 1).height() * shapes.get(layer + 1).width();
    }

    /** One weight between one input and one output. */
    private interface Connection {
        void visit(int input, int output, int weight);
    }

    private void visit(int i, Connection connection) {
        if (i < spec.layers().size() && spec.layers().get(i) instanceof Layer.Conv conv) {
            visitConvolution(conv, shapes.get(i), shapes.get(i + 1), connection);
            return;
        }
        int inputs = shapes.get(i).size();
        for (int out = 0; out < shapes.get(i + 1).size(); out++) {
            for (int in = 0; in < inputs; in++) {
                connection.visit(in, out, out * inputs + in);
            }
        }
    }

    private Layer.MaxPool pool(int i) {
        return i < spec.layers().size() && spec.layers().get(i) instanceof Layer.MaxPool pool ? pool : null;
    }

    /** For each output the first of the largest inputs in its square. */
    private void visitLargest(int i, double[] input, BiConsumer<Integer, Integer> visitor) {
        ObservationSpec in = shapes.get(i);
        ObservationSpec out = shapes.get(i + 1);
        Layer.MaxPool pool = pool(i);
        int top = before(in.height(), out.height(), pool);
        int left = before(in.width(), out.width(), pool);
        for (int k = 0; k < out.size(); k++) {
            int channel = k / (out.height() * out.width());
            int firstRow = k / out.width() % out.height() * pool.stride() - top;
            int firstColumn = k % out.width() * pool.stride() - left;
            int largest = -1;
            for (int row = Math.max(0, firstRow); row < Math.min(in.height(), firstRow + pool.kernel()); row++) {
                for (int column = Math.max(0, firstColumn);
                        column < Math.min(in.width(), firstColumn + pool.kernel());
                        column++) {
                    int place = (channel * in.height() + row) * in.width() + column;
                    largest = largest < 0 || input[place] > input[largest] ? place : largest;
                }
            }
            visitor.accept(largest, k);
        }
    }

    private void visitConvolution(Layer.Conv conv, ObservationSpec in, ObservationSpec out, Connection connection) {
        int top = before(in.height(), out.height(), conv);
        int left = before(in.width(), out.width(), conv);
        for (int filter = 0; filter < out.channels(); filter++) {
            for (int y = 0; y < out.height(); y++) {
                for (int x = 0; x < out.width(); x++) {
                    for (int channel = 0; channel < in.channels(); channel++) {
                        for (int dy = 0; dy < conv.kernel(); dy++) {
                            for (int dx = 0; dx < conv.kernel(); dx++) {
                                int row = y * conv.stride() + dy - top;
                                int column = x * conv.stride() + dx - left;
                                if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
                                    connection.visit(
                                            (channel * in.height() + row) * in.width() + column,
                                            (filter * out.height() + y) * out.width() + x,
                                            ((filter * in.channels() + channel) * conv.kernel() + dy) * conv.kernel()
                                                    + dx);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /** Padding before the first row or column. */
    private int before(int inputs, int outputs, Layer.Window window) {
        int total = (outputs - 1) * window.stride() + window.kernel() - inputs;
        return spec.padding() == Padding.SAME ? Math.max(0, total) / 2 : 0;
    }
}
