package dqn.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ImportanceTest {
    private static Map<String, String> settings(Object a, Object b) {
        return new TreeMap<>(Map.of("a", a.toString(), "b", b.toString()));
    }

    /**
     * By hand: the mean is 3.5, the squares 6.25 + 2.25 + 0.25 + 12.25 = 21. The means of a are 1.5 and 5.5, 2 away from it,
     * those of b 2.5 and 4.5, 1 away; what is left, 1, is of both together.
     */
    @Test
    void isTheMainEffectOfEachParameter() {
        List<Importance> all = Importance.of(
                List.of(settings(1, "x"), settings(1, "y"), settings(2, "x"), settings(2, "y")),
                new double[] {1, 2, 4, 7});

        assertThat(all).extracting(Importance::key).containsExactly("a", "b");
        assertThat(all.get(0).share()).isCloseTo(4 * 4.0 / 21, within(1e-12));
        assertThat(all.get(1).share()).isCloseTo(4 * 1.0 / 21, within(1e-12));
        assertThat(all.get(0).byChance()).isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void cutsManyNumbersAtTheirQuartiles() {
        List<Map<String, String>> settings = new ArrayList<>();
        double[] scores = new double[8];
        for (int i = 0; i < 8; i++) {
            settings.add(Map.of("rate", "1e-" + (9 - i))); // growing
            scores[i] = i - i % 2; // the same within a quartile
        }

        List<Importance> all = Importance.of(settings, scores);

        assertThat(all.get(0).share()).isCloseTo(1, within(1e-12));
        assertThat(all.get(0).byChance()).isCloseTo(3.0 / 7, within(1e-12));
    }

    @Test
    void isNothingWhereNothingDiffers() {
        assertThat(Importance.of(List.of(settings(1, 1), settings(2, 1)), new double[] {3, 3}))
                .isEmpty();
        assertThat(Importance.of(List.of(settings(1, 1), settings(1, 1)), new double[] {3, 4}))
                .isEmpty();
        assertThat(Importance.of(List.of(), new double[0])).isEmpty();
    }
}
