package dqn.network.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;

/** A layer's geometry as the kernels see it. */
sealed interface LayerShape {
    /**
     * The squares of a convolution or of maxima.
     *
     * @param filters channels of the output
     * @param top rows of a square that may lie outside, before the input; bottom, left and right likewise
     */
    record Squares(
            int channels,
            int height,
            int width,
            int filters,
            int kernel,
            int stride,
            int top,
            int bottom,
            int left,
            int right,
            int outHeight,
            int outWidth)
            implements LayerShape {
        /** Of a batch for which kernels are asked for before it is known how large batches are. */
        static final int USUAL_ROWS = 16;

        /** Rows of the input, channels in blocks. */
        memory.desc input(data_type type, int rows, int block) {
            return Activations.describe(type, rows, channels, height, width, block);
        }

        /** Rows of the output. */
        memory.desc output(data_type type, int rows, int block) {
            return Activations.describe(type, rows, filters, outHeight, outWidth, block);
        }

        /** Numbers in a row of the output. */
        int outputSize(int block) {
            return Activations.size(filters, outHeight, outWidth, block);
        }

        /** From one square to the next, by rows and by columns. */
        long[] strides() {
            return new long[] {stride, stride};
        }

        /** What is outside before the first row and column. */
        long[] before() {
            return new long[] {top, left};
        }

        /** What is outside behind the last ones. */
        long[] after() {
            return new long[] {bottom, right};
        }
    }

    /**
     * A dense layer.
     *
     * @param features where each input lies
     */
    record Dense(Features features, int outputs, boolean relu) implements LayerShape {}

    /**
     * How a dense layer's inputs lie in memory: channels in blocks, {@code [channel / block][height][width][channel %
     * block]}. A block that channels do not fill is filled up with zeros.
     *
     * @param block 16 or 8, or all the channels, or 1
     */
    record Features(int channels, int height, int width, int block) {
        /** Inputs, with those that only fill up. */
        int size() {
            return (channels + block - 1) / block * block * height * width;
        }

        /** For each place in memory, the input in [channel][row][column] order, or -1 where it only fills up. */
        int[] logical() {
            int[] logical = new int[size()];
            int area = height * width;
            for (int i = 0; i < logical.length; i++) {
                int channel = i / (area * block) * block + i % block;
                logical[i] = channel < channels ? channel * area + i / block % area : -1;
            }
            return logical;
        }
    }
}
