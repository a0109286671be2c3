package dqn.preprocess;

import dqn.core.ChangedRows;
import dqn.core.ObservationSpec;
import java.util.Arrays;

/**
 * Makes pictures smaller by averaging the area that each new pixel covers, byte for byte as OpenCV's
 * {@code INTER_AREA}: in float, along each row first, then down the columns, in source order, rounded half to even.
 * Where both ratios are whole numbers OpenCV sums whole blocks instead: that is {@link BlockResize}.
 *
 * <p>Most rows of a game's screen look as they did an observation ago. What was made of them is kept, and only where a
 * row has changed is anything computed anew.
 */
final class AreaResize implements Stage {
    /** Added to a number from 0 to 2^22, it leaves no bits for a fraction: rounded half to even, at the low end. */
    private static final float ROUND = 0x1p23f;

    private final ObservationSpec source;
    private final ObservationSpec output;
    private final AreaWeights rows;
    private final RowMix columns;
    /** The picture before, black at first, as are all that is made of it. */
    private final byte[] last;
    /** Whether a row of a channel, {@code [channels * height]}, differs from the picture before. */
    private final boolean[] changed;
    /** The last picture's rows as wide as they shall be, {@code [channels * height][width]}. */
    private final float[][] mixed;

    private final float[] sums;
    private final byte[] resized;

    private AreaResize(ObservationSpec source, int height, int width) {
        this.source = source;
        this.output = new ObservationSpec(source.channels(), height, width);
        this.rows = new AreaWeights(source.height(), height);
        this.columns = new RowMix(source.width(), width);
        this.last = new byte[source.size()];
        this.changed = new boolean[source.channels() * source.height()];
        this.mixed = new float[changed.length][width];
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
    public String name() {
        return "resize";
    }

    @Override
    public ObservationSpec output() {
        return output;
    }

    @Override
    public byte[] apply(byte[] picture) {
        takeRows(picture);
        int target = 0;
        for (int channel = 0; channel < source.channels(); channel++) {
            for (int y = 0; y < output.height(); y++) {
                int first = channel * source.height() + rows.first[y];
                if (anyChanged(first, rows.weights[y].length)) {
                    sumRows(first, rows.weights[y]);
                    round(target);
                }
                target += output.width();
            }
        }
        return resized;
    }

    private void takeRows(byte[] picture) {
        Arrays.fill(changed, false);
        int row = nextChanged(picture, 0);
        while (row < changed.length) {
            int start = row * source.width();
            System.arraycopy(picture, start, last, start, source.width());
            columns.mix(picture, start, mixed[row]);
            changed[row] = true;
            row = nextChanged(picture, row + 1);
        }
    }

    private int nextChanged(byte[] picture, int row) {
        return ChangedRows.next(picture, 0, last, 0, changed.length, source.width(), row);
    }

    private boolean anyChanged(int first, int count) {
        for (int row = first; row < first + count; row++) {
            if (changed[row]) {
                return true;
            }
        }
        return false;
    }

    /** {@code sums[width]} = the rows from the first on, each by its weight. */
    private void sumRows(int first, float[] weights) {
        Arrays.fill(sums, 0);
        for (int i = 0; i < weights.length; i++) {
            add(mixed[first + i], weights[i]);
        }
    }

    private void add(float[] row, float weight) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += weight * row[x];
        }
    }

    private void round(int target) {
        for (int x = 0; x < sums.length; x++) {
            resized[target + x] = (byte) Float.floatToRawIntBits(sums[x] + ROUND);
        }
    }
}
