package dqn.network;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Padding;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedParametersTest {
    private static final int BATCH = 5;
    private static final int ACTIONS = 4;

    private static NetworkSpec spec(HeadSpec head, Layer... layers) {
        return new NetworkSpec(
                new ObservationSpec(2, 6, 5),
                1 / 255.0,
                Padding.SAME,
                List.of(layers),
                ACTIONS * head.atoms(),
                Initialization.PYTORCH,
                head);
    }

    @ParameterizedTest
    @CsvSource({"true, 1, false", "true, 3, false", "true, 1, true", "true, 3, true", "false, 1, true", "false, 3, true"
    })
    void theFoldedNetworkComputesTheSame(boolean dueling, int atoms, boolean noisy) {
        HeadSpec head = new HeadSpec(dueling, atoms, noisy);
        assertFoldsTo(spec(head, new Dense(9)));
        assertFoldsTo(spec(head, new Conv(3, 3, 2), new Dense(16), new Dense(12)));
    }

    private static void assertFoldsTo(NetworkSpec spec) {
        float[] parameters = InitialParameters.draw(spec, 1);
        byte[] observations = observations(spec);
        double[] expected = NaiveHead.outputs(spec, parameters, observations, BATCH);
        double[] folded = NaiveHead.outputs(spec.folded(), FoldedParameters.of(spec, parameters), observations, BATCH);
        assertThat(folded).hasSize(BATCH * spec.outputs()).containsExactly(expected, Offset.offset(1e-6));
        assertThat(Arrays.stream(expected).distinct().count()).isEqualTo(expected.length);
    }

    /** One unit for each stream, two actions: value 2 v + 1, advantages 3 a + 5 and 7 a + 6, their mean 5 a + 5.5. */
    @Test
    void twoStreamsAreOneLayer() {
        NetworkSpec spec = new NetworkSpec(
                new ObservationSpec(1, 1, 1),
                1,
                Padding.VALID,
                List.of(new Dense(1)),
                2,
                Initialization.PYTORCH,
                new HeadSpec(true, 1, false));
        float[] streams = {10, 20, 30, 40};
        float[] parameters = {10, 20, 30, 40, 2, 1, 3, 7, 5, 6};
        assertThat(spec.folded().layers()).containsExactly(new Dense(2));
        assertThat(FoldedParameters.of(spec, parameters))
                .startsWith(streams)
                .endsWith(2, -2, 2, 2, 0.5f, 1.5f)
                .hasSize(10);
    }

    @Test
    void aPlainNetworkStaysAsItIs() {
        NetworkSpec spec = spec(HeadSpec.PLAIN, new Conv(3, 3, 2), new Dense(5));
        float[] parameters = InitialParameters.draw(spec, 1);
        assertThat(spec.folded()).isEqualTo(spec);
        assertThat(FoldedParameters.of(spec, parameters)).isEqualTo(parameters);
    }

    private static byte[] observations(NetworkSpec spec) {
        RandomStream random = new RandomStream(9, "observations");
        byte[] observations = new byte[BATCH * spec.input().size()];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (byte) random.nextInt(256);
        }
        return observations;
    }
}
