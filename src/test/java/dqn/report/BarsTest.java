package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 2435, 200, 0, 13",
        "0, 2400, 100, 0, 25",
        "10, 2409, 100, 0, 25",
        "-21, 20, 2, -11, 22",
        "3, 3, 1, 3, 1",
        "0, 24, 1, 0, 25",
        "0, 25, 2, 0, 13",
    })
    void bordersAreRoundNumbers(double least, double greatest, double width, long first, int count) {
        assertThat(Bars.over(least, greatest, 25)).isEqualTo(new Bars(width, first, count));
    }

    @Test
    void theOutlineIsTheShareOfEachBar() {
        Bars bars = Bars.over(10, 59, 6);
        assertThat(bars.outlineX()).containsExactly(10, 10, 20, 20, 30, 30, 40, 40, 50, 50, 60, 60);
        assertThat(bars.outlineY(new double[] {10, 19, 20, 59}))
                .containsExactly(0, 50, 50, 25, 25, 0, 0, 0, 0, 25, 25, 0);
    }
}
