package dqn.core;

/**
 * Shape of an observation of unsigned bytes, laid out planar: {@code [channels][height][width]}, row-major.
 *
 * @param channels planes: colours, or stacked frames times colours
 * @param height rows
 * @param width columns
 */
public record ObservationSpec(int channels, int height, int width) {
    /** Refuses an empty shape. */
    public ObservationSpec {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "an observation of " + channels + "x" + height + "x" + width + " has no pixels");
        }
    }

    /** Bytes of one observation. */
    public int size() {
        return Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }

    /** The shape of {@code count} observations one after the other. */
    public ObservationSpec stacked(int count) {
        return new ObservationSpec(Math.multiplyExact(channels, count), height, width);
    }

    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
