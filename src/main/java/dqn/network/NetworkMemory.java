package dqn.network;

import dqn.core.Bytes;
import dqn.core.DqnException;
import dqn.core.FreeMemory;

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
    /** Of gated rows: one that all threads share, and the gates of small pieces of the batch; each thread has one more. */
    private static final double GATES_OF_ALL = 2.25;
    /** Of each thread: what its kernels note down, and pieces of gradients; up to 3 MB were seen. */
    private static final double THREAD_BYTES = 4 << 20;
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
        if (numbers().logicalParameters() > Integer.MAX_VALUE) {
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
        double batch = threads > 0 ? OBSERVATIONS * rows * numbers().size(0) : 0;
        return batch + Float.BYTES * (heapVectors * numbers().parameters() + rows * COPIES_OF_OUTPUTS * spec.outputs());
    }

    /** What lies beside it. */
    double nativeBytes() {
        HeldNumbers numbers = numbers();
        double gateCopies = threads == 0 ? 0 : GATES_OF_ALL + threads;
        double ofRow = rowCopies * numbers.activations() + gateCopies * numbers.gates() + numbers.pooled();
        return threads * THREAD_BYTES
                + Float.BYTES
                        * (nativeVectors * numbers.parameters()
                                + rows * ofRow
                                + columnRows * numbers.columns()
                                + numbers.densePieces(rows, threads));
    }

    private HeldNumbers numbers() {
        return new HeldNumbers(spec, isReference);
    }
}
