package dqn.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.ConfigException;
import dqn.core.InvalidSetting;
import dqn.sweep.Sampling.Drawn;
import dqn.sweep.Sampling.Grid;
import dqn.sweep.Sampling.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SamplingTest {
    private static final Parameter STEPS = new Parameter.Choice("agent.nStep", List.of("1", "3"));
    private static final Parameter BATCH = new Parameter.Choice("agent.update.batch", List.of("16", "32", "64"));
    private static final Parameter RATE = new Parameter.Range("rate", 1e-5, 1e-3, true, false);
    private static final Parameter PART = new Parameter.Range("part", 0, 1, false, false);

    @Test
    void aGridHasAllCombinationsTheLastParameterFastest() {
        assertThat(new Grid().of(List.of(STEPS, BATCH)))
                .extracting(settings -> settings.get("agent.nStep") + "/" + settings.get("agent.update.batch"))
                .containsExactly("1/16", "1/32", "1/64", "3/16", "3/32", "3/64");
        assertThat(new Grid().of(List.of())).containsExactly(Map.of());
    }

    @Test
    void aGridRefusesRangesAndWhatHasNoEnd() {
        assertThatThrownBy(() -> new Grid().of(List.of(STEPS, RATE)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no values for the range of rate");
        List<Parameter> many = List.of(STEPS, BATCH, BATCH, BATCH, BATCH, BATCH, BATCH, BATCH, BATCH, BATCH, BATCH);
        assertThatThrownBy(() -> new Grid().of(many)).hasMessageContaining("The grid has 118098 settings");
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void drawsTheSameFromTheSameSeedAlone(Source source) {
        List<Parameter> parameters = List.of(RATE, STEPS, PART);
        List<Map<String, String>> drawn = new Drawn(source, 20, 7).of(parameters);

        assertThat(drawn).hasSize(20).doesNotHaveDuplicates();
        assertThat(new Drawn(source, 20, 7).of(parameters)).isEqualTo(drawn);
        assertThat(new Drawn(source, 20, 8).of(parameters)).isNotEqualTo(drawn);
        assertThat(new Drawn(source, 30, 7).of(parameters).subList(0, 20)).isEqualTo(drawn);
        assertThat(drawn.get(0).keySet()).containsExactly("rate", "agent.nStep", "part");
    }

    /** Of 16 points of Sobol's sequence each sixteenth of a line holds one, also when all are moved round by a step. */
    @Test
    void sobolLeavesNoPartOut() {
        List<Map<String, String>> drawn = new Drawn(Source.SOBOL, 16, 3).of(List.of(PART, RATE));

        assertThat(drawn)
                .extracting(settings -> (int) (16 * Double.parseDouble(settings.get("part"))))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        assertThat(drawn)
                .extracting(settings -> (int) (8 * (Math.log10(Double.parseDouble(settings.get("rate"))) + 5)))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    }

    @Test
    void refusesToDrawMoreThanThereIs() {
        assertThat(new Drawn(Source.RANDOM, 6, 1).of(List.of(STEPS, BATCH))).hasSize(6);
        assertThatThrownBy(() -> new Drawn(Source.RANDOM, 7, 1).of(List.of(STEPS, BATCH)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("hardly more than 6 different settings");
        assertThatThrownBy(() -> new Drawn(Source.SOBOL, 3, 1).of(List.of())).hasMessageContaining("not 0");
        assertThatThrownBy(() -> new Drawn(Source.SOBOL, 0, 1)).isInstanceOf(InvalidSetting.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 5, false, true, 0, 1",
        "1, 5, false, true, 0.19, 1",
        "1, 5, false, true, 0.21, 2",
        "1, 5, false, true, 0.999, 5",
        "1e-5, 1e-3, true, false, 0, 0.000010",
        "1e-5, 1e-3, true, false, 0.5, 0.00010",
        "0, 1, false, false, 0.25, 0.25",
        "-2, 2, false, false, 0.123456789, -1.50617",
        "0.9999, 0.9999999, false, false, 0.9999, 0.9999999", // not 1, which is outside
        "0.00100000049, 1, true, false, 0, 0.00100000049",
        // whole numbers 1, 2, 3 stand for [1, 2), [2, 3), [3, 4) of the logarithms: 4 to the power of a half is 2
        "1, 3, true, true, 0.49, 1",
        "1, 3, true, true, 0.5, 2",
        "1, 3, true, true, 0.8, 3"
    })
    void aRangeGoesFromOneEndToTheOther(
            double from, double to, boolean logarithmic, boolean integer, double place, String value) {
        String at = new Parameter.Range("key", from, to, logarithmic, integer).at(place);
        assertThat(Double.parseDouble(at)).isEqualTo(Double.parseDouble(value));
        assertThat(integer).isEqualTo(at.matches("-?[0-9]+"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, false, false, to must be above from",
        "0, 1, true, false, from must be above 0 with scale: log",
        "0.5, 3, false, true, integer needs from and to to be whole numbers below 2^53"
    })
    void aRangeOfNothingIsRefused(double from, double to, boolean logarithmic, boolean integer, String message) {
        assertThatThrownBy(() -> new Parameter.Range("key", from, to, logarithmic, integer))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(message);
    }
}
