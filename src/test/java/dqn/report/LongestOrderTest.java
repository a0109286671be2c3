package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.RandomStream;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class LongestOrderTest {
    /** By trying, for each place, all places before it. */
    private static int longest(double[] numbers) {
        int[] lengths = new int[numbers.length];
        for (int place = 0; place < numbers.length; place++) {
            lengths[place] = 1;
            for (int before = 0; before < place; before++) {
                if (numbers[before] <= numbers[place]) {
                    lengths[place] = Math.max(lengths[place], lengths[before] + 1);
                }
            }
        }
        return Arrays.stream(lengths).max().orElse(0);
    }

    @Test
    void isInOrderAndAsLongAsAnyThatIs() {
        RandomStream random = new RandomStream(1, "order");
        for (int round = 0; round < 500; round++) {
            double[] numbers = new double[round % 12];
            Arrays.setAll(numbers, place -> random.nextInt(8));
            BitSet kept = LongestOrder.of(numbers);
            assertThat(kept.stream().mapToDouble(place -> numbers[place]).toArray())
                    .isSorted();
            assertThat(kept.cardinality()).isEqualTo(longest(numbers));
        }
    }
}
