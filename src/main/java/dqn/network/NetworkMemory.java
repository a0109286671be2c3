package dqn.network;

import dqn.core.DqnException;
import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Layer;
import java.util.List;
import java.util.Locale;

/**
 * Says before a network is built whether it will fit. Java's heap limits both what lies in it and, by JavaCPP, what lies
 * beside it, so the estimate is held to its size.
 *
 * @param spec the network
 * @param vectors as long as the parameters: weights, gradient, optimiser, copies
 * @param rows observations computed together
 * @param columnRows of these, how many a convolution may write out as a matrix at a time
 */
public record NetworkMemory(NetworkSpec spec, int vectors, int rows, int columnRows) {
    /** The model as it was read, as it is drawn before that, as the network holds it. */
    private static final int VECTORS_FOR_PLAYING = 4;
    /** Two networks, one gradient, what a checkpoint takes hold of, and what each is drawn from. */
    private static final int VECTORS_FOR_LEARNING = 8;
    /** In the optimiser, and in the checkpoint. */
    private static final int COPIES_OF_A_SLOT = 2;
    /** Of activations: themselves, their gradients, and a reordered copy. */
    private static final int COPIES_OF_A_ROW = 3;
    /** What an update reads and hands back: of two networks, of two observations, and a gradient. */
    private static final double COPIES_OF_OUTPUTS = 5;
    /** What all threads of the fast engine have in work at a time. */
    private static final int USUAL_COLUMN_ROWS = 16;

    /** Of a network that only plays. */
    public static NetworkMemory forPlaying(NetworkSpec spec) {
        return new NetworkMemory(spec, VECTORS_FOR_PLAYING, 1, 1);
    }

    /**
     * Of one that learns, with its target network.
     *
     * @param wholeColumns whether the backend writes out all rows at a time
     */
    public static NetworkMemory forLearning(NetworkSpec spec, OptimizerSpec optimizer, int rows, boolean wholeColumns) {
        int vectors = VECTORS_FOR_LEARNING + COPIES_OF_A_SLOT * Optimizer.slotCount(optimizer);
        return new NetworkMemory(spec, vectors, rows, wholeColumns ? rows : Math.min(rows, USUAL_COLUMN_ROWS));
    }

    /**
     * Throws unless it fits into this Java's heap.
     *
     * @throws DqnException with what is needed and what there is
     */
    public void check() {
        check(Runtime.getRuntime().maxMemory());
    }

    void check(long usable) {
        double needed = bytes();
        if (needed > usable) {
            throw new DqnException("The network may need " + megabytes(needed) + " for its weights and a batch of "
                    + rows + ", and may take " + megabytes((double) usable)
                    + ", the size of Java's heap: use smaller network.layers or a smaller agent.update.batch, or set"
                    + " DQN_HEAP to more.");
        }
    }

    /** An estimate, rather too high; with fractions, so that it cannot overflow. */
    double bytes() {
        double row = COPIES_OF_A_ROW * activations() + COPIES_OF_OUTPUTS * spec.outputs();
        return Float.BYTES * (vectors * parameters() + rows * row + columnRows * columns());
    }

    private double parameters() {
        try {
            return (double) spec.parameterCount();
        } catch (ArithmeticException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    private double activations() {
        return spec.shapes().stream().mapToDouble(NetworkMemory::size).sum();
    }

    /** Of the largest matrix that a convolution turns into a product. */
    private double columns() {
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

    private static double size(ObservationSpec shape) {
        return (double) shape.channels() * shape.height() * shape.width();
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%,.0f MB", bytes / 1e6);
    }
}
