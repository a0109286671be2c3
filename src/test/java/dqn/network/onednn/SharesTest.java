package dqn.network.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {
    @ParameterizedTest
    @CsvSource({
        "32, 1, 1.0, 32",
        "32, 2, 0.5, 16 16",
        "32, 2, 0.375, 12 20",
        "33, 3, 0.3333, 11 11 11",
        "7, 3, 0.5, 4 1 2",
        "1, 3, 0.2, 1 0 0",
        "2, 4, 0.25, 1 0 0 1",
        "5, 2, 0, 0 5",
        "5, 2, 1, 5 0"
    })
    void theCallerTakesItsShareAndTheOthersSplitTheRest(int batch, int members, double callers, String rows) {
        Shares shares = Shares.of(batch, members, callers);
        StringBuilder text = new StringBuilder();
        for (int member = 0; member < members; member++) {
            assertThat(shares.from(member)).isEqualTo(member == 0 ? 0 : shares.to(member - 1));
            text.append(' ').append(shares.rows(member));
        }
        assertThat(text.substring(1)).isEqualTo(rows);
        assertThat(shares.to(members - 1)).isEqualTo(batch);
    }

    @Test
    void outputsAreSplitInWholeBlocks() {
        Shares shares = Shares.of(32, 3, 0.5);
        assertThat(new int[] {shares.firstOutput(0, 90), shares.firstOutput(1, 90), shares.firstOutput(2, 90)})
                .containsExactly(0, 32, 64);
        assertThat(shares.firstOutput(3, 90)).isEqualTo(90);
        assertThat(shares.firstOutput(2, 6)).isZero();
    }
}
