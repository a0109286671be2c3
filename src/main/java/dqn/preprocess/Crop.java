package dqn.preprocess;

import dqn.core.DqnException;
import dqn.core.FrameSpec;
import dqn.core.ObservationSpec;
import dqn.preprocess.ObservationConfig.Range;
import java.util.Optional;

/**
 * Keeps every n-th row and column of a raw frame, of those a window, and lays its colours out in planes: from
 * {@code [height][width][channels]} to {@code [channels][rows][columns]}.
 */
final class Crop implements Stage {
    private final FrameSpec raw;
    private final int stride;
    private final int firstRow;
    private final int firstColumn;
    private final ObservationSpec output;
    private final byte[] planes;

    /** The window counts rows and columns after the stride; without one the whole picture stays. */
    Crop(FrameSpec raw, int stride, Optional<ObservationConfig.Crop> window) {
        this.raw = raw;
        this.stride = stride;
        int height = (raw.height() + stride - 1) / stride;
        int width = (raw.width() + stride - 1) / stride;
        ObservationConfig.Crop kept =
                window.orElse(new ObservationConfig.Crop(new Range(0, height), new Range(0, width)));
        requireInside("rows", kept.rows(), height);
        requireInside("columns", kept.columns(), width);
        this.firstRow = kept.rows().first();
        this.firstColumn = kept.columns().first();
        this.output = new ObservationSpec(
                raw.channels(), kept.rows().size(), kept.columns().size());
        this.planes = new byte[output.size()];
    }

    private static void requireInside(String what, Range kept, int available) {
        if (kept.end() > available) {
            throw new DqnException("observation.crop cannot keep " + what + " " + kept.first() + " to " + kept.end()
                    + " (end excluded), because this picture has " + available + " " + what
                    + " after the stride; choose a window inside it.");
        }
    }

    @Override
    public String name() {
        return "crop";
    }

    @Override
    public ObservationSpec output() {
        return output;
    }

    /** Whether every picture would come out as it went in. */
    boolean keepsAll() {
        return raw.channels() == 1 && keepsPicture();
    }

    /** Whether every pixel stays, only laid out otherwise. */
    boolean keepsPicture() {
        return output.height() == raw.height() && output.width() == raw.width();
    }

    @Override
    public byte[] apply(byte[] source) {
        int target = 0;
        for (int channel = 0; channel < output.channels(); channel++) {
            for (int row = 0; row < output.height(); row++) {
                copyRow(source, row, channel, target);
                target += output.width();
            }
        }
        return planes;
    }

    private void copyRow(byte[] source, int row, int channel, int target) {
        int step = stride * raw.channels();
        int start = (firstRow + row) * stride * raw.width() * raw.channels() + firstColumn * step + channel;
        if (step == 1) {
            System.arraycopy(source, start, planes, target, output.width());
            return;
        }
        for (int column = 0; column < output.width(); column++) {
            planes[target + column] = source[start + column * step];
        }
    }
}
