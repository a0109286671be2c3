package dqn.network;

import dqn.core.Bytes;
import dqn.core.DqnException;
import dqn.core.FreeMemory;
import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Layer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Says before a network is built whether it will fit: what lies in Java's heap into that, and all into what the machine has
 * left. What the reference backend has beside the heap JavaCPP limits to the heap's size.
 *
 * @param spec the network
 * @param heapVectors as long as the parameters, in Java's heap
 * @param nativeVectors the same beside it
 * @param rows observations computed together
 * @param rowCopies of the activations of a row: themselves, their gradients, and those of passes beside it
 * @param columnRows of these, how many a convolution may write out as a matrix at a time
 * @param threads where it learns: each has buffers of its own
 * @param isReference whether by the reference backend
 */
public record NetworkMemory(
        NetworkSpec spec,
        double heapVectors,
        double nativeVectors,
        int rows,
        int rowCopies,
        int columnRows,
        int threads,
        boolean isReference) {
    /** The model as it was read, with two vectors of its optimiser, and as it is drawn before that. */
    private static final int HEAP_VECTORS_FOR_PLAYING = 4;
    /** Where the kernels may have a copy in half the bytes. */
    private static final double WITH_HALF_COPY = 1.5;
    /** Of activations: themselves, their gradients, and those of the next states by the target network. */
    private static final int COPIES_OF_A_ROW = 3;
    /** Of noisy parameters: what is computed with, their spreads and the noise, beside the means. */
    private static final double NOISE_OF_A_COPY = 1.5;
    /** The same once more, for a moment, in a network that is copied; what is read into one that plays is one, too. */
    private static final double NOISE_WHILE_COPIED = 3;
    /** A pooling layer that learns keeps its output and where each maximum was: a byte, or four for the widest squares. */
    private static final double OF_POOLED = 1.25;

    private static final double OF_WIDELY_POOLED = 2;
    private static final int WIDE_SQUARE = 255;
    /** Of gated rows: one that all threads share, and the gates of small pieces of the batch; each thread has one more. */
    private static final double GATES_OF_ALL = 2.25;
    /** Of each thread: what its kernels note down, and pieces of gradients; up to 3 MB were seen. */
    private static final double THREAD_BYTES = 4 << 20;
    /** Channels and units that the fast engine keeps together, filled up with zeros. */
    private static final int BLOCK = 16;
    /** So many channels of the input it reads as they come. */
    private static final int FEW_CHANNELS = 3;
    /** Of a dense layer's inputs, so many go into a thread's piece of the gradient; of more, a thread has a copy. */
    private static final int INPUTS_OF_A_PIECE = 1 << 13;
    /** What an update reads and hands back: of two networks, of two observations, and a gradient. */
    private static final double COPIES_OF_OUTPUTS = 5;
    /** Of each row of a batch, a byte a number: the state and the next. */
    private static final double OBSERVATIONS = 2;
    /** More heap than what is counted needs, so that there is room to move it. */
    private static final double SPARE_HEAP = 1.125;

    private static final double GIB = 1L << 30;

    /** Of a network that only plays. */
    public static NetworkMemory forPlaying(NetworkSpec spec) {
        double noise = spec.head().noisy() ? NOISE_WHILE_COPIED : 0;
        return new NetworkMemory(
                spec, HEAP_VECTORS_FOR_PLAYING + noise, WITH_HALF_COPY, 1, COPIES_OF_A_ROW, 1, 0, true);
    }

    /**
     * How a network learns.
     *
     * @param optimizer steps it
     * @param hasTarget whether there is a target network
     * @param hasAverage whether there is an average of its weights
     * @param keepsGradient whether all of a gradient is kept until the step
     * @param isDouble whether the next actions are chosen by another pass of the network itself
     * @param isFloat32 whether the kernels surely compute in float32
     * @param isReference whether by the reference backend, which writes out all rows of a convolution at a time
     */
    public record Learning(
            OptimizerSpec optimizer,
            boolean hasTarget,
            boolean hasAverage,
            boolean keepsGradient,
            boolean isDouble,
            boolean isFloat32,
            boolean isReference) {
        /** What the optimiser remembers; what a checkpoint takes hold of, and one more while that is put in order. */
        private int heapVectors() {
            int slots = Optimizer.slotCount(optimizer);
            int kept = keepsGradient || isReference ? 1 : 0;
            return slots + (1 + slots) + 1 + 2 * copies() + kept;
        }

        private double nativeVectors() {
            return (1 + copies()) * (isFloat32 ? 1 : WITH_HALF_COPY) + (isReference ? 1 : 0);
        }

        private int copies() {
            return (hasTarget ? 1 : 0) + (hasAverage ? 1 : 0);
        }
    }

    /** Of one that learns from so many rows at a time; of the fast engine's threads each has one row in work. */
    public static NetworkMemory forLearning(NetworkSpec spec, Learning how, int rows) {
        return forLearning(spec, how, rows, Runtime.getRuntime().availableProcessors());
    }

    /** The same by so many threads. */
    public static NetworkMemory forLearning(NetworkSpec spec, Learning how, int rows, int threads) {
        int columnRows = how.isReference() ? rows : Math.min(rows, threads);
        double noise = spec.head().noisy() ? NOISE_OF_A_COPY * (1 + how.copies()) + NOISE_WHILE_COPIED : 0;
        int rowCopies = COPIES_OF_A_ROW + (how.isDouble() ? 1 : 0);
        return new NetworkMemory(
                spec,
                how.heapVectors() + noise,
                how.nativeVectors(),
                rows,
                rowCopies,
                columnRows,
                threads,
                how.isReference());
    }

    /**
     * Throws unless it fits into this Java's heap, and this machine.
     *
     * @throws DqnException with what is needed and what there is
     */
    public void check() {
        check(Runtime.getRuntime().maxMemory(), FreeMemory.ofMachine());
    }

    void check(long heap, long free) {
        if (logicalParameters() > Integer.MAX_VALUE) {
            throw new DqnException("The network has more than 2,147,483,647 parameters, the most there can be: "
                    + "use smaller network.layers.");
        }
        boolean learns = threads > 0;
        double heapWithSpare = SPARE_HEAP * heapBytes();
        String needs = "The network may need " + Bytes.amount(heapWithSpare + nativeBytes()) + " for its weights"
                + (learns ? " and a batch of " + rows : "") + ", and may take ";
        String smaller = "use smaller network.layers or a smaller agent.update.batch";
        if (heapWithSpare + nativeBytes() > free) {
            throw new DqnException(needs + Bytes.amount(free) + ", which this machine has free: "
                    + (learns ? smaller : "close other programs") + ".");
        }
        double limited = Math.max(heapWithSpare, isReference ? nativeBytes() : 0);
        if (limited > heap) {
            throw new DqnException(needs + Bytes.amount(heap) + " in Java's heap"
                    + (isReference ? " and as much beside it" : "") + ": set DQN_HEAP to "
                    + (long) Math.ceil(limited / GIB) + "g" + (learns ? ", or " + smaller : "") + ".");
        }
    }

    /** All that it takes, in the heap and beside it, an estimate, rather too high. */
    public double bytes() {
        return heapBytes() + nativeBytes();
    }

    /** What lies in the heap, an estimate, rather too high; with fractions, so that it cannot overflow. */
    public double heapBytes() {
        double batch = threads > 0 ? OBSERVATIONS * rows * size(0) : 0;
        return batch + Float.BYTES * (heapVectors * parameters() + rows * COPIES_OF_OUTPUTS * spec.outputs());
    }

    /** What lies beside it. */
    double nativeBytes() {
        double gateCopies = threads == 0 ? 0 : GATES_OF_ALL + threads;
        return threads * THREAD_BYTES
                + Float.BYTES
                        * (nativeVectors * parameters()
                                + rows * (rowCopies * activations() + gateCopies * gates() + pooled())
                                + columnRows * columns()
                                + densePieces());
    }

    /** As they are held. */
    private double parameters() {
        return isReference ? logicalParameters() : filledParameters();
    }

    private double logicalParameters() {
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
    private double densePieces() {
        double pieces = densePieces(size(spec.layers().size()), lastUnits());
        for (int i = 0; i < spec.layers().size(); i++) {
            if (spec.layers().get(i) instanceof Layer.Dense) {
                pieces += densePieces(size(i), spec.shapes().get(i + 1).channels());
            }
        }
        return threads == 0 || isReference ? 0 : pieces;
    }

    private double densePieces(double inputs, int units) {
        double sharing = Math.min(threads, filled(units) / BLOCK);
        double copied = inputs > INPUTS_OF_A_PIECE ? (double) rows * INPUTS_OF_A_PIECE : 0;
        return sharing * rows * inputs + threads * (BLOCK * inputs + copied);
    }

    private double activations() {
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
    private double gates() {
        return spec.head().implicit() ? spec.head().atoms() * size(spec.layers().size() - 1) : 0;
    }

    private double pooled() {
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

    /** Numbers of a row of the input, as it comes, or behind a layer, as they are held. */
    private double size(int i) {
        ObservationSpec shape = spec.shapes().get(i);
        int channels = i == 0 ? shape.channels() : filled(shape.channels());
        return (double) channels * shape.height() * shape.width();
    }

    private int filled(int channels) {
        return isReference ? channels : (int) Math.min(Integer.MAX_VALUE, (channels + BLOCK - 1L) / BLOCK * BLOCK);
    }
}
