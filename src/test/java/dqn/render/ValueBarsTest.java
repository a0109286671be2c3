package dqn.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ValueBarsTest {
    @Test
    void showDifferences() {
        assertThat(ValueBars.lengths(new float[] {10, 12, 11}))
                .containsExactly(new float[] {0.08f, 1, 0.54f}, within(1e-6f));
        assertThat(ValueBars.lengths(new float[] {-3, -1})).containsExactly(new float[] {0.08f, 1}, within(1e-6f));
    }

    @Test
    void doNotBlowUpNothing() {
        assertThat(ValueBars.lengths(new float[] {100, 99.9f})[1]).isGreaterThan(0.9f);
        assertThat(ValueBars.lengths(new float[] {0, 0})).containsExactly(1, 1);
        assertThat(ValueBars.lengths(new float[] {Float.NaN, 1, Float.NEGATIVE_INFINITY}))
                .containsExactly(0, 1, 0);
        assertThat(ValueBars.lengths(new float[0])).isEmpty();
    }
}
