package dqn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Against the slow way: padding by repetition, then a crop. */
class RandomShiftTest {
    private static final ObservationSpec SHAPE = new ObservationSpec(2, 5, 7);
    private static final int BATCH = 3;

    private final RandomStream random = new RandomStream(1, "pixels");

    @Test
    void everyObservationIsACropOfThePaddedOneAllPlanesAlike() {
        RandomShift shift = new RandomShift(2, SHAPE, BATCH);
        Set<String> seen = new HashSet<>();
        for (int round = 0; round < 200; round++) {
            shift.draw(random);
            byte[] before = pixels();
            byte[] after = before.clone();
            shift.apply(after, 1, BATCH);
            shift.apply(after, 0, 1);
            for (int i = 0; i < BATCH; i++) {
                seen.add(distance(before, after, i));
            }
        }
        assertThat(seen).hasSize(25);
    }

    @Test
    void morePixelsThanThereAreLeaveTheEdge() {
        RandomShift shift = new RandomShift(100, SHAPE, BATCH);
        for (int round = 0; round < 50; round++) {
            shift.draw(random);
            byte[] before = pixels();
            byte[] after = before.clone();
            shift.apply(after, 0, BATCH);
            for (int i = 0; i < BATCH; i++) {
                assertThat(distance(before, after, i)).isNotEmpty();
            }
        }
    }

    /** The distance that explains what has become of an observation. */
    private static String distance(byte[] before, byte[] after, int observation) {
        for (int down = -100; down <= 100; down++) {
            for (int right = -100; right <= 100; right++) {
                if (isMoved(before, after, observation, down, right)) {
                    return down + " " + right;
                }
            }
        }
        throw new AssertionError("observation " + observation + " is not a shifted one");
    }

    private static boolean isMoved(byte[] before, byte[] after, int observation, int down, int right) {
        for (int plane = observation * 2; plane < observation * 2 + 2; plane++) {
            for (int row = 0; row < SHAPE.height(); row++) {
                for (int column = 0; column < SHAPE.width(); column++) {
                    int from = Math.max(0, Math.min(SHAPE.height() - 1, row - down));
                    int beside = Math.max(0, Math.min(SHAPE.width() - 1, column - right));
                    if (after[index(plane, row, column)] != before[index(plane, from, beside)]) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static int index(int plane, int row, int column) {
        return (plane * SHAPE.height() + row) * SHAPE.width() + column;
    }

    private byte[] pixels() {
        byte[] pixels = new byte[BATCH * SHAPE.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return pixels;
    }
}
