package dqn.preprocess;

import dqn.core.ObservationSpec;

/**
 * The mean of blocks of {@code blockHeight x blockWidth} pixels: what OpenCV's {@code INTER_AREA} does where both
 * ratios are whole numbers. Rounded half to even, but blocks of 2x2 half up, as there.
 */
final class BlockResize implements Stage {
    private final ObservationSpec source;
    private final ObservationSpec output;
    private final int blockHeight;
    private final int blockWidth;
    private final byte[] resized;

    BlockResize(ObservationSpec source, int height, int width) {
        this.source = source;
        this.output = new ObservationSpec(source.channels(), height, width);
        this.blockHeight = source.height() / height;
        this.blockWidth = source.width() / width;
        this.resized = new byte[output.size()];
    }

    /** Whether OpenCV takes both ratios for whole numbers; the rounding of its quotients leaves some out. */
    static boolean fits(ObservationSpec source, int height, int width) {
        return isWhole(AreaWeights.ratio(source.height(), height)) && isWhole(AreaWeights.ratio(source.width(), width));
    }

    private static boolean isWhole(double ratio) {
        return Math.abs(ratio - Math.rint(ratio)) < Math.ulp(1.0);
    }

    @Override
    public String name() {
        return "resize";
    }

    @Override
    public ObservationSpec output() {
        return output;
    }

    @Override
    public byte[] apply(byte[] picture) {
        int target = 0;
        // Planes lie one after the other and blocks never straddle them: one tall picture.
        for (int y = 0; y < output.channels() * output.height(); y++) {
            for (int x = 0; x < output.width(); x++) {
                resized[target++] = mean(blockSum(picture, y * blockHeight, x * blockWidth));
            }
        }
        return resized;
    }

    private int blockSum(byte[] picture, int row, int column) {
        int sum = 0;
        for (int y = row; y < row + blockHeight; y++) {
            int start = y * source.width() + column;
            for (int i = start; i < start + blockWidth; i++) {
                sum += picture[i] & 0xff;
            }
        }
        return sum;
    }

    private byte mean(int sum) {
        if (blockHeight == 2 && blockWidth == 2) {
            return (byte) ((sum + 2) >> 2);
        }
        return (byte) (int) Math.rint(sum * (1f / (blockHeight * blockWidth)));
    }
}
