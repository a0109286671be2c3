package dqn.network;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Padding;
import dqn.network.ParameterLayout.LayerParameters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

    private static NetworkSpec spec(ObservationSpec input, Padding padding, int outputs, Layer... layers) {
        return new NetworkSpec(input, 1, padding, List.of(layers), outputs, Initialization.GLOROT_UNIFORM);
    }
}
