package dqn.network.onednn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.dnnl.memory;

/** A convolution's weights in whatever order its kernel asked for. */
final class ConvolutionFormat implements WeightFormat {
    /** Up to here a float counts exactly. */
    private static final int LARGEST = 1 << 24;

    private final memory.desc description;
    /** For each place in memory, the weight that lies there, or -1. */
    private final int[] logical;

    /**
     * @param order for each weight in the kernel's own [filter][channel][row][column] order, its index in the layout of
     *     the parameters
     */
    ConvolutionFormat(NativeScope scope, memory.desc description, long[] dims, int[] order) {
        this.description = scope.keep(description);
        if (order.length >= LARGEST) {
            throw new IllegalArgumentException("a convolution of " + order.length + " weights, more than " + LARGEST);
        }
        int[] places = places(description, dims, order.length);
        logical = Arrays.stream(places).map(i -> i < 0 ? -1 : order[i]).toArray();
    }

    /** Lets oneDNN reorder the weights' numbers, from 1 on, to see where each goes. */
    private static int[] places(memory.desc description, long[] dims, int count) {
        try (NativeScope scope = new NativeScope()) {
            memory.desc plain = Tensors.floats(dims);
            NativeBuffer from = scope.allocate(plain);
            NativeBuffer to = scope.allocate(description);
            FloatBuffer numbers = from.floats();
            for (int i = 0; i < count; i++) {
                numbers.put(i, i + 1f);
            }
            Program program = new Program(scope);
            memory source = from.view(plain, 0);
            Elementwise.addReorder(program, "reorder", plain, source, description, to.view(description, 0));
            program.seal();
            program.run(0, 1);
            int[] places = new int[(int) (description.get_size() / Float.BYTES)];
            FloatBuffer reordered = to.floats();
            for (int i = 0; i < places.length; i++) {
                places[i] = (int) reordered.get(i) - 1;
            }
            return places;
        }
    }

    @Override
    public memory.desc description() {
        return description;
    }

    @Override
    public int size() {
        return logical.length;
    }

    @Override
    public int unit() {
        return logical.length;
    }

    @Override
    public void toNative(float[] source, int from, FloatBuffer target) {
        for (int i = 0; i < logical.length; i++) {
            target.put(i, logical[i] < 0 ? 0 : source[from + logical[i]]);
        }
    }

    @Override
    public void fromNative(FloatBuffer source, float[] target, int from) {
        for (int i = 0; i < logical.length; i++) {
            if (logical[i] >= 0) {
                target[from + logical[i]] = source.get(i);
            }
        }
    }
}
