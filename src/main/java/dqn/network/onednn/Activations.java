package dqn.network.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;

/** How a batch of feature maps lies: {@code [row][channel / block][height][width][channel % block]}. */
final class Activations {
    /** All channels together, for which there are other kernels than for a block of as many. */
    static final int ALL = 0;

    private Activations() {}

    /** With a block of 16, of 8, of 1, or of all the channels. */
    static memory.desc describe(data_type type, long rows, int channels, int height, int width, int block) {
        return Tensors.desc(type, tag(channels, block), rows, channels, height, width);
    }

    private static format_tag tag(int channels, int block) {
        return switch (block) {
            case 16 -> format_tag.nChw16c;
            case 8 -> format_tag.nChw8c;
            case 1 -> format_tag.nchw;
            case ALL -> format_tag.nhwc;
            default -> {
                if (block != channels) {
                    throw new IllegalArgumentException(channels + " channels in blocks of " + block);
                }
                yield format_tag.nhwc;
            }
        };
    }

    /** Floats of one row. */
    static int size(int channels, int height, int width, int block) {
        int filled = block == ALL ? channels : (channels + block - 1) / block * block;
        return filled * height * width;
    }
}
