package dqn.network;

import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Layer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many numbers a network holds: the fast engine fills channels and units up to whole blocks, the reference backend does
 * not. All are estimates, rather too high, with fractions, so that they cannot overflow.
 *
 * @param isReference whether by the reference backend
 */
record HeldNumbers(NetworkSpec spec, boolean isReference) {
    /** A pooling layer that learns keeps its output and where each maximum was: a byte, or four for the widest squares. */
    private static final double OF_POOLED = 1.25;

    private static final double OF_WIDELY_POOLED = 2;
    private static final int WIDE_SQUARE = 255;
    /** Channels and units that the fast engine keeps together, filled up with zeros. */
    private static final int BLOCK = 16;
    /** So many channels of the input it reads as they come. */
    private static final int FEW_CHANNELS = 3;
    /** Of a dense layer's inputs, so many go into a thread's piece of the gradient; of more, a thread has a copy. */
    private static final int INPUTS_OF_A_PIECE = 1 << 13;

    /** Weights and biases as they are held. */
    double parameters() {
        return isReference ? logicalParameters() : filledParameters();
    }

    /** As they are counted. */
    double logicalParameters() {
        try {
            return (double) spec.parameterCount();
        } catch (ArithmeticException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** With the zeros that fill channels and units up; both streams of a dueling head are one layer. */
    private double filledParameters() {
        List<ObservationSpec> shapes = spec.shapes();
        double convolutions = 0;
        double dense = 0;
        for (int i = 0; i < spec.layers().size(); i++) {
            double outputs = filled(shapes.get(i + 1).channels());
            if (spec.layers().get(i) instanceof Layer.Conv conv) {
                double channels =
                        i == 0 ? inputChannels(conv) : filled(shapes.get(i).channels());
                double inputs = (double) conv.kernel() * conv.kernel() * channels;
                convolutions += outputs * (inputs + 1);
            } else if (spec.layers().get(i) instanceof Layer.Dense) {
                dense += outputs * (size(i) + 1);
            }
        }
        double cosines = spec.head().implicit()
                ? (HeadSpec.COSINES + 1) * gates() / spec.head().atoms()
                : 0;
        double last = filled(lastUnits()) * (size(spec.layers().size()) + 1);
        return convolutions + (dense + cosines + last) * (spec.head().noisy() ? 2 : 1);
    }

    private int lastUnits() {
        return spec.outputs() + (spec.head().dueling() ? spec.head().atoms() : 0);
    }

    /** What each thread has of dense layers that it computes a share of: what it passes back, and pieces of gradients. */
    double densePieces(int rows, int threads) {
        if (threads == 0 || isReference) {
            return 0;
        }
        double pieces = densePieces(rows, threads, size(spec.layers().size()), lastUnits());
        for (int i = 0; i < spec.layers().size(); i++) {
            if (spec.layers().get(i) instanceof Layer.Dense) {
                pieces += densePieces(
                        rows, threads, size(i), spec.shapes().get(i + 1).channels());
            }
        }
        return pieces;
    }

    private double densePieces(int rows, int threads, double inputs, int units) {
        double sharing = Math.min(threads, filled(units) / BLOCK);
        double copied = inputs > INPUTS_OF_A_PIECE ? (double) rows * INPUTS_OF_A_PIECE : 0;
        return sharing * rows * inputs + threads * (BLOCK * inputs + copied);
    }

    /** What each layer makes of a row, with what the first one reads. */
    double activations() {
        double gated = 0;
        if (spec.head().implicit()) {
            gated = gates() + spec.head().atoms() * size(spec.layers().size());
        }
        return gated
                + input()
                + IntStream.range(1, spec.shapes().size())
                        .mapToDouble(this::size)
                        .sum();
    }

    /** What the first layer reads. */
    private double input() {
        ObservationSpec in = spec.input();
        boolean hasMaps = !spec.layers().isEmpty() && spec.layers().get(0) instanceof Layer.Conv;
        return hasMaps ? inputChannels((Layer.Conv) spec.layers().get(0)) * in.height() * in.width() : size(0);
    }

    /** Of each pixel, for a first convolution: squares of them become channels where its stride divides its kernel. */
    private double inputChannels(Layer.Conv conv) {
        int channels = spec.input().channels();
        double area = conv.kernel() % conv.stride() == 0 ? (double) conv.stride() * conv.stride() : 1;
        boolean asItComes = area == 1 && channels <= FEW_CHANNELS;
        return asItComes ? channels : filled((int) (area * channels)) / area;
    }

    /** What the gates make of a row, where there are any. */
    double gates() {
        return spec.head().implicit() ? spec.head().atoms() * size(spec.layers().size() - 1) : 0;
    }

    /** What pooling layers that learn keep of a row. */
    double pooled() {
        double pooled = 0;
        for (int i = 0; i < spec.layers().size(); i++) {
            if (spec.layers().get(i) instanceof Layer.MaxPool pool) {
                boolean wide = (long) pool.kernel() * pool.kernel() > WIDE_SQUARE;
                pooled += size(i + 1) * (wide ? OF_WIDELY_POOLED : OF_POOLED);
            }
        }
        return pooled;
    }

    /** Of the largest matrix that a convolution turns into a product. */
    double columns() {
        List<ObservationSpec> shapes = spec.shapes();
        double most = 0;
        for (int i = 0; i < spec.layers().size(); i++) {
            if (spec.layers().get(i) instanceof Layer.Conv conv) {
                ObservationSpec out = shapes.get(i + 1);
                double area = (double) conv.kernel() * conv.kernel();
                most = Math.max(most, area * shapes.get(i).channels() * out.height() * out.width());
            }
        }
        return most;
    }

    /** Numbers of a row of the input, as it comes, or behind a layer, as they are held. */
    double size(int i) {
        ObservationSpec shape = spec.shapes().get(i);
        int channels = i == 0 ? shape.channels() : filled(shape.channels());
        return (double) channels * shape.height() * shape.width();
    }

    private int filled(int channels) {
        return isReference ? channels : (int) Math.min(Integer.MAX_VALUE, (channels + BLOCK - 1L) / BLOCK * BLOCK);
    }
}
