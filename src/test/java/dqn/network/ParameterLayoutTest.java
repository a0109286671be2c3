package dqn.network;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Padding;
import dqn.network.ParameterLayout.LayerParameters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterLayoutTest {
    private static final Layer[] NATURE = {new Conv(32, 8, 4), new Conv(64, 4, 2), new Conv(64, 3, 1), new Dense(512)};
    private static final ObservationSpec STACK = new ObservationSpec(4, 84, 84);
    private static final ObservationSpec CROPPED = new ObservationSpec(1, 90, 80);

    /** Counts that the papers and programs report. */
    static List<Arguments> networks() {
        return List.of(
                Arguments.of("Dopamine", 4_046_502, spec(STACK, Padding.SAME, 6, NATURE)),
                Arguments.of("Nature", 1_687_206, spec(STACK, Padding.VALID, 6, NATURE)),
                Arguments.of("Nature, 4 actions", 1_686_180, spec(STACK, Padding.VALID, 4, NATURE)),
                Arguments.of(
                        "notebook",
                        153_510,
                        spec(CROPPED, Padding.VALID, 6, new Conv(16, 8, 4), new Conv(16, 4, 2), new Dense(128))),
                Arguments.of(
                        "notebook, third convolution",
                        237_510,
                        spec(
                                CROPPED,
                                Padding.VALID,
                                6,
                                new Conv(16, 8, 4),
                                new Conv(16, 4, 2),
                                new Conv(32, 2, 1),
                                new Dense(128))),
                Arguments.of(
                        "memory",
                        100_358,
                        spec(new ObservationSpec(1, 1, 128), Padding.VALID, 6, new Dense(256), new Dense(256))),
                Arguments.of(
                        "colour",
                        32_208_070,
                        spec(
                                new ObservationSpec(3, 210, 160),
                                Padding.VALID,
                                6,
                                new Conv(32, 3, 1),
                                new Conv(64, 3, 1),
                                new Conv(32, 3, 1),
                                new Dense(32))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void countsAreThosePublished(String name, int count, NetworkSpec spec) {
        assertThat(spec.parameterCount()).isEqualTo(count);
        assertThat(ParameterLayout.of(spec).size()).isEqualTo(count);
    }

    @Test
    void convolutionsHaveTheirBiasesFirst() {
        NetworkSpec spec = spec(
                new ObservationSpec(3, 5, 5), Padding.VALID, 2, new Conv(4, 2, 1), new Conv(2, 3, 1), new Dense(7));
        assertThat(ParameterLayout.of(spec).layers())
                .containsExactly(
                        new LayerParameters(4, 0, 4, 12, 16),
                        new LayerParameters(54, 52, 2, 36, 18),
                        new LayerParameters(126, 182, 7, 8, 7),
                        new LayerParameters(189, 203, 2, 7, 2));
    }

    /** Counted by hand: of 6 inputs, layers of 5 and 4 units, and 3 actions of 2 atoms. */
    @ParameterizedTest
    @CsvSource({
        "false, false, 89", // 6x5+5 + 5x4+4 + 4x6+6
        "false, true, 178",
        "true, false, 123", // 6x5+5 + 5x8+8 + value 4x2+2 + advantages 4x6+6
        "true, true, 246"
    })
    void headsOfDenseNetworks(boolean dueling, boolean noisy, int count) {
        assertCovered(
                spec(new ObservationSpec(1, 1, 6), new HeadSpec(dueling, 2, noisy), new Dense(5), new Dense(4)), count);
    }

    /** Counted by hand: a 2x2 convolution of 3 filters on 2x5x5 has 27 parameters, none of them noisy, and 48 outputs. */
    @ParameterizedTest
    @CsvSource({
        "false, false, 253", // 27 + 48x4+4 + 4x6+6
        "false, true, 479", // 27 + 2 x 226
        "true, false, 459", // 27 + 48x8+8 + value 4x2+2 + advantages 4x6+6
        "true, true, 891" // 27 + 2 x 432
    })
    void headsBehindAConvolution(boolean dueling, boolean noisy, int count) {
        HeadSpec head = new HeadSpec(dueling, 2, noisy);
        assertCovered(spec(new ObservationSpec(2, 5, 5), head, new Conv(3, 2, 1), new Dense(4)), count);
    }

    private static void assertCovered(NetworkSpec spec, int count) {
        ParameterLayout layout = ParameterLayout.of(spec);
        assertThat(spec.parameterCount()).isEqualTo(count);
        assertThat(layout.size()).isEqualTo(count);
        int[] covered = new int[count];
        Stream.concat(layout.layers().stream(), layout.spreads().stream()).forEach(layer -> {
            Arrays.setAll(covered, i -> covered[i] + (isIn(i, layer.weights(), layer.weightCount()) ? 1 : 0));
            Arrays.setAll(covered, i -> covered[i] + (isIn(i, layer.biases(), layer.outputs()) ? 1 : 0));
        });
        assertThat(covered).containsOnly(1);
    }

    private static boolean isIn(int i, int start, int count) {
        return i >= start && i < start + count;
    }

    @Test
    void theValueComesBeforeTheAdvantagesAndSpreadsBehindAllMeans() {
        NetworkSpec spec =
                spec(new ObservationSpec(2, 5, 5), new HeadSpec(true, 2, true), new Conv(3, 2, 1), new Dense(4));
        ParameterLayout layout = ParameterLayout.of(spec);
        assertThat(layout.layers())
                .containsExactly(
                        new LayerParameters(3, 0, 3, 8, 12),
                        new LayerParameters(27, 411, 8, 48, 4), // two streams of four
                        new LayerParameters(419, 427, 2, 4, 2),
                        new LayerParameters(429, 453, 6, 4, 6));
        assertThat(layout.spreads())
                .containsExactly(
                        new LayerParameters(459, 459, 0, 8, 0),
                        new LayerParameters(459, 843, 8, 48, 8),
                        new LayerParameters(851, 859, 2, 4, 2),
                        new LayerParameters(861, 885, 6, 4, 6));
    }

    private static NetworkSpec spec(ObservationSpec input, HeadSpec head, Layer... layers) {
        return new NetworkSpec(
                input, 1, Padding.VALID, List.of(layers), 3 * head.atoms(), Initialization.GLOROT_UNIFORM, head);
    }

    private static NetworkSpec spec(ObservationSpec input, Padding padding, int outputs, Layer... layers) {
        return new NetworkSpec(input, 1, padding, List.of(layers), outputs, Initialization.GLOROT_UNIFORM);
    }
}
