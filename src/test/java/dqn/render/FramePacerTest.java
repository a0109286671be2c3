package dqn.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramePacerTest {
    private static final long MILLI = 1_000_000;

    private long nanos = -3;
    private final List<Long> sleeps = new ArrayList<>();

    private FramePacer pacer(double framesPerSecond) {
        return new FramePacer(framesPerSecond, () -> nanos, time -> {
            sleeps.add(time);
            nanos += time;
        });
    }

    @Test
    void framesComeAtAnEvenDistanceHoweverLongDrawingTakes() {
        FramePacer pacer = pacer(50);
        for (int work : new int[] {5, 12, 0, 20}) {
            pacer.await();
            nanos += work * MILLI;
        }
        pacer.await();
        assertThat(sleeps).containsExactly(15 * MILLI, 8 * MILLI, 20 * MILLI);
    }

    @Test
    void nothingIsCaughtUpOn() {
        FramePacer pacer = pacer(50);
        pacer.await();
        nanos += 1000 * MILLI;
        pacer.await();
        assertThat(sleeps).isEmpty();
        pacer.await();
        pacer.await();
        assertThat(sleeps).containsExactly(20 * MILLI, 20 * MILLI);
    }

    @Test
    void infinitySleepsNever() {
        FramePacer pacer = pacer(Double.POSITIVE_INFINITY);
        pacer.await();
        pacer.await();
        assertThat(sleeps).isEmpty();
        assertThatThrownBy(() -> pacer(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
