package dqn.network.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {
    @ParameterizedTest
    @CsvSource({
        "32, 1, 32",
        "32, 2, 16 16",
        "33, 3, 11 11 11",
        "7, 3, 3 2 2",
        "1, 3, 1 0 0",
        "2, 4, 1 0 1 0",
        "5, 2, 3 2"
    })
    void theMembersSplitTheBatchEvenly(int batch, int members, String rows) {
        Shares shares = Shares.of(batch, members);
        StringBuilder text = new StringBuilder();
        for (int member = 0; member < members; member++) {
            assertThat(shares.from(member)).isEqualTo(member == 0 ? 0 : shares.to(member - 1));
            text.append(' ').append(shares.rows(member));
        }
        assertThat(text.substring(1)).isEqualTo(rows);
        assertThat(shares.to(members - 1)).isEqualTo(batch);
    }

    /** Which member's gradients of weights come from the rows of each that has any. */
    @ParameterizedTest
    @CsvSource({"32, 1, 0", "32, 2, 0 1", "1, 1, 0", "1, 2, 1", "1, 3, 1", "2, 4, 1 3", "3, 4, 0 1 3"})
    void membersWithoutRowsHelp(int batch, int members, String learners) {
        Shares shares = Shares.of(batch, members);
        String found = IntStream.range(0, members)
                .filter(member -> shares.rows(member) > 0)
                .mapToObj(member -> Integer.toString(shares.learner(member)))
                .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(learners);
        assertThat(shares.haveHelpers()).isEqualTo(batch < members);
    }

    @Test
    void outputsAreSplitInWholeBlocks() {
        Shares shares = Shares.of(32, 3);
        assertThat(new int[] {shares.firstOutput(0, 90), shares.firstOutput(1, 90), shares.firstOutput(2, 90)})
                .containsExactly(0, 32, 64);
        assertThat(shares.firstOutput(3, 90)).isEqualTo(90);
        assertThat(shares.firstOutput(2, 6)).isZero();
    }
}
