package dqn.preprocess;

import dqn.core.ObservationSpec;
import java.util.Optional;

/**
 * Makes pictures smaller by mixing, for each new pixel, the four pixels around the point where its centre lies: what
 * scikit-image's {@code resize(picture, shape, order=1)} did to pictures of 0 to 1 before version 0.14, which smoothed
 * nothing beforehand. In double precision; the result is multiplied by 255 and truncated.
 *
 * <p>This is its {@code warp} to the last bit, but that resize fed it positions with noise in their last bits.
 * Truncation can turn such a bit into one grey level, mostly in areas of one colour.
 */
final class BilinearResize implements Stage {
    private final ObservationSpec source;
    private final Optional<Brightness> grey;
    private final ObservationSpec output;
    private final double[] rows;
    private final double[] columns;
    private final double[] units;
    private final byte[] resized;

    /**
     * From planes of {@code source}; with a brightness, from its three colours to one plane that is not rounded to
     * bytes before it is resized.
     */
    BilinearResize(ObservationSpec source, Optional<Brightness> grey, int height, int width) {
        this.source = source;
        this.grey = grey;
        this.output = new ObservationSpec(grey.isPresent() ? 1 : source.channels(), height, width);
        this.rows = centres(source.height(), height);
        this.columns = centres(source.width(), width);
        this.units = new double[output.channels() * source.height() * source.width()];
        this.resized = new byte[output.size()];
    }

    /** Where the centres of the target's samples lie among those of the source. */
    private static double[] centres(int source, int target) {
        double[] centres = new double[target];
        double ratio = (double) source / target;
        for (int i = 0; i < target; i++) {
            centres[i] = ratio * i + (ratio * 0.5 - 0.5);
        }
        return centres;
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
        fillUnits(picture);
        int target = 0;
        for (int channel = 0; channel < output.channels(); channel++) {
            int plane = channel * source.height() * source.width();
            for (double row : rows) {
                for (double column : columns) {
                    resized[target++] = Brightness.toByte(mix(plane, row, column));
                }
            }
        }
        return resized;
    }

    private void fillUnits(byte[] picture) {
        int plane = units.length;
        for (int i = 0; i < units.length; i++) {
            units[i] = grey.isPresent()
                    ? grey.get().of(picture[i], picture[plane + i], picture[2 * plane + i])
                    : Brightness.unit(picture[i] & 0xff);
        }
    }

    private double mix(int plane, double row, double column) {
        int above = plane + (int) Math.floor(row) * source.width();
        int below = plane + (int) Math.ceil(row) * source.width();
        int left = (int) Math.floor(column);
        int right = (int) Math.ceil(column);
        double toRight = column - left;
        double down = row - Math.floor(row);
        double top = (1 - toRight) * units[above + left] + toRight * units[above + right];
        double bottom = (1 - toRight) * units[below + left] + toRight * units[below + right];
        return (1 - down) * top + down * bottom;
    }
}
