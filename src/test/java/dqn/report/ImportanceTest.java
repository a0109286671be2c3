package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.core.RandomStream;
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

    /** By hand: the means over the seeds are 2, 4, 9, their mean is 5, the squares 9 + 1 + 16; those of a's groups 3 and 9. */
    @Test
    void takesTheMeansOverTheSeedsOfDrawnSettings() {
        List<Importance> all = Importance.of(
                List.of(
                        settings(1, "x"),
                        settings(1, "x"),
                        settings(1, "y"),
                        settings(1, "y"),
                        settings(2, "z"),
                        settings(2, "z")),
                new double[] {1, 3, 2, 6, 9, 9});

        assertThat(all.get(0).share()).isCloseTo((2 * 4 + 16) / 26.0, within(1e-12));
        assertThat(all.get(0).byChance()).isCloseTo(1.0 / 2, within(1e-12));
    }

    /** Over many sweeps of 12 drawn settings with 5 seeds each, in which one parameter does much and the other nothing. */
    @Test
    void aParameterWithoutEffectGetsWhatIsSaidOfChance() {
        RandomStream random = new RandomStream(1, "importance");
        double share = 0;
        double byChance = 0;
        for (int sweep = 0; sweep < 2_000; sweep++) {
            List<Map<String, String>> settings = new ArrayList<>();
            double[] scores = new double[60];
            for (int setting = 0; setting < 12; setting++) {
                double live = random.nextDouble();
                Map<String, String> drawn = settings(random.nextDouble(), live);
                for (int seed = 0; seed < 5; seed++) {
                    scores[settings.size()] = 10 * live + random.nextDouble();
                    settings.add(drawn);
                }
            }
            Importance dead = Importance.of(settings, scores).get(0);
            share += dead.share() / 2_000;
            byChance += dead.byChance() / 2_000;
        }
        assertThat(byChance).isCloseTo(3.0 / 11, within(1e-9));
        assertThat(share).isCloseTo(byChance, within(0.01));
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
