package dqn.network.onednn;

/** A layer's geometry as the kernels see it. */
sealed interface LayerShape {
    /** Whether a ReLU follows. */
    boolean relu();

    /**
     * Squares that slide over the input, those of a convolution or of maxima.
     *
     * @param filters channels of the output
     * @param top rows of zeros before the input; bottom, left and right likewise
     */
    record Window(
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
        @Override
        public boolean relu() {
            return true;
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
