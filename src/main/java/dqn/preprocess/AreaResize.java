package dqn.preprocess;

import dqn.core.ObservationSpec;
import java.util.Arrays;

/**
 * Makes pictures smaller by averaging the area that each new pixel covers, byte for byte as OpenCV's
 * {@code INTER_AREA}: in float, along each row first, then down the columns, in source order, rounded half to even.
 * Where both ratios are whole numbers OpenCV sums whole blocks instead: that is {@link BlockResize}.
 */
final class AreaResize implements Stage {
    private final ObservationSpec source;
    private final ObservationSpec output;
    private final AreaWeights rows;
    private final AreaWeights columns;
    private final float[] sums;
    private final byte[] resized;

    private AreaResize(ObservationSpec source, int height, int width) {
        this.source = source;
        this.output = new ObservationSpec(source.channels(), height, width);
        this.rows = new AreaWeights(source.height(), height);
        this.columns = new AreaWeights(source.width(), width);
        this.sums = new float[width];
        this.resized = new byte[output.size()];
    }

    /** The stage for this change of size; neither side may grow. */
    static Stage of(ObservationSpec source, int height, int width) {
        return BlockResize.fits(source, height, width)
                ? new BlockResize(source, height, width)
                : new AreaResize(source, height, width);
    }

    @Override
    public ObservationSpec output() {
        return output;
    }

    @Override
    public byte[] apply(byte[] picture) {
        int target = 0;
        for (int channel = 0; channel < source.channels(); channel++) {
            int plane = channel * source.height() * source.width();
            for (int y = 0; y < output.height(); y++) {
                mixRows(picture, plane, y);
                for (float sum : sums) {
                    resized[target++] = (byte) (int) Math.rint(sum);
                }
            }
        }
        return resized;
    }

    /** {@code sums[width]} = row {@code y} of the new picture. */
    private void mixRows(byte[] picture, int plane, int y) {
        Arrays.fill(sums, 0);
        int row = plane + rows.first[y] * source.width();
        for (float weight : rows.weights[y]) {
            addRow(picture, row, weight);
            row += source.width();
        }
    }

    private void addRow(byte[] picture, int row, float rowWeight) {
        for (int x = 0; x < sums.length; x++) {
            int sample = row + columns.first[x];
            float mixed = 0;
            for (float weight : columns.weights[x]) {
                mixed += (picture[sample++] & 0xff) * weight;
            }
            sums[x] += rowWeight * mixed;
        }
    }
}
