package dqn.network.onednn;

import dqn.core.ObservationSpec;

/**
 * How observations get into the first layer's layout: bytes are staged in rows with zeros around them, and one reorder
 * makes floats of them, scales them, and turns space into depth where {@code cell} is above 1: every square of cell x
 * cell pixels becomes the channels of one, {@code [channel][dy][dx]}. A convolution with that stride is then one with
 * stride 1 and a kernel that many times smaller, which is much faster.
 *
 * @param observation as it comes
 * @param cell side of the squares
 * @param top staged rows of zeros before the observation; {@code left} likewise
 * @param height staged rows; {@code width} likewise
 * @param depthHeight rows behind the reorder, which may leave out the last staged ones; {@code depthWidth} likewise
 * @param block channels that lie together behind the reorder
 */
record InputPlan(
        ObservationSpec observation,
        int cell,
        int top,
        int left,
        int height,
        int width,
        int depthHeight,
        int depthWidth,
        int block) {
    /** As it is. */
    static InputPlan plain(ObservationSpec observation, int block) {
        return new InputPlan(
                observation,
                1,
                0,
                0,
                observation.height(),
                observation.width(),
                observation.height(),
                observation.width(),
                block);
    }

    /** Whether squares of this side fit into blocks of channels, so that one reorder suffices. */
    static boolean canTurn(ObservationSpec observation, int cell, int block) {
        int area = cell * cell;
        return block % cell == 0
                && (area % block == 0 || (block % area == 0 && observation.channels() % (block / area) == 0));
    }

    /** Channels behind the reorder. */
    int channels() {
        return observation.channels() * cell * cell;
    }

    /** Floats of one observation behind the reorder. */
    int size() {
        return (channels() + block - 1) / block * block * depthHeight * depthWidth;
    }

    /** Bytes of one staged observation. */
    int stagedSize() {
        return observation.channels() * height * width;
    }
}
