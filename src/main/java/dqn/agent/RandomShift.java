package dqn.agent;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import java.util.Arrays;

/**
 * Shifts each observation of a batch by a random number of rows and columns, all its planes alike; pixels at the edge are
 * repeated (Kostrikov et al. 2021, DrQ: padding by repetition, then a random crop).
 */
final class RandomShift {
    private final int most;
    private final ObservationSpec observation;
    private final int[] rows;
    private final int[] columns;

    /**
     * For so many observations.
     *
     * @param most pixels in each direction
     */
    RandomShift(int most, ObservationSpec observation, int batch) {
        this.most = most;
        this.observation = observation;
        rows = new int[batch];
        columns = new int[batch];
    }

    /** Draws the distances of the next batch. */
    void draw(RandomStream random) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextInt(2 * most + 1) - most;
            columns[i] = random.nextInt(2 * most + 1) - most;
        }
    }

    /** Shifts the observations {@code [from, to)} in place; any thread may be asked for some of its own. */
    void apply(byte[] observations, int from, int to) {
        for (int i = from; i < to; i++) {
            for (int plane = 0; plane < observation.channels(); plane++) {
                shift(observations, (i * observation.channels() + plane) * height() * width(), rows[i], columns[i]);
            }
        }
    }

    private int height() {
        return observation.height();
    }

    private int width() {
        return observation.width();
    }

    /** Goes through the rows so that each is read before it is overwritten. */
    private void shift(byte[] pixels, int start, int down, int right) {
        for (int i = 0; i < height(); i++) {
            int row = down >= 0 ? height() - 1 - i : i;
            int source = Math.max(0, Math.min(height() - 1, row - down));
            copyRow(pixels, start + source * width(), start + row * width(), right);
        }
    }

    private void copyRow(byte[] pixels, int from, int to, int right) {
        int distance = Math.min(width(), Math.abs(right));
        int kept = width() - distance;
        byte edge = pixels[right > 0 ? from : from + width() - 1];
        System.arraycopy(pixels, right > 0 ? from : from + distance, pixels, right > 0 ? to + distance : to, kept);
        int gap = right > 0 ? to : to + kept;
        Arrays.fill(pixels, gap, gap + distance, edge);
    }
}
