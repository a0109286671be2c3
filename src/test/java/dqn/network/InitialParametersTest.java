package dqn.network;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Padding;
import dqn.network.ParameterLayout.LayerParameters;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitialParametersTest {
    /** Bounds of the convolution (4 channels, 3x3, 20 filters) and of the dense layer (320 inputs, 50 units). */
    @ParameterizedTest
    @CsvSource({"GLOROT_UNIFORM, 0.1667, 0.1273", "HE_UNIFORM,     0.4082, 0.1369", "PYTORCH,        0.1667, 0.0559"})
    void weightsFillTheirRange(Initialization initialization, double convolution, double dense) {
        float[] parameters = InitialParameters.draw(spec(initialization), 1);
        List<LayerParameters> layers = ParameterLayout.of(spec(initialization)).layers();
        assertUniform(parameters, layers.get(0), convolution);
        assertUniform(parameters, layers.get(1), dense);
        LayerParameters layer = layers.get(1);
        double largestBias = largest(parameters, layer.biases(), layer.outputs());
        if (initialization == Initialization.PYTORCH) {
            assertThat(largestBias).isBetween(0.8 * dense, 1.001 * dense);
        } else {
            assertThat(largestBias).isZero();
        }
    }

    private static void assertUniform(float[] parameters, LayerParameters layer, double bound) {
        assertThat(largest(parameters, layer.weights(), layer.weightCount()))
                .isEqualTo(bound, Offset.offset(0.02 * bound));
        double squares = 0;
        for (int i = layer.weights(); i < layer.weights() + layer.weightCount(); i++) {
            squares += parameters[i] * (double) parameters[i];
        }
        double deviation = Math.sqrt(squares / layer.weightCount());
        assertThat(deviation).isEqualTo(bound / Math.sqrt(3), Offset.offset(0.05 * bound));
    }

    private static double largest(float[] parameters, int from, int count) {
        double largest = 0;
        for (int i = from; i < from + count; i++) {
            largest = Math.max(largest, Math.abs(parameters[i]));
        }
        return largest;
    }

    /** The last hidden layers of both streams (320 inputs, 50 units each) lie together, but are two of Glorot's layers. */
    @Test
    void streamsAreDrawnAsLayersOfTheirOwn() {
        NetworkSpec spec = spec(Initialization.GLOROT_UNIFORM, new HeadSpec(true, 1, false));
        LayerParameters both = ParameterLayout.of(spec).layers().get(1);
        assertThat(both.outputs()).isEqualTo(100);
        assertUniform(InitialParameters.draw(spec, 1), both, 0.1273);
    }

    @Test
    void theSeedDecides() {
        NetworkSpec spec = spec(Initialization.GLOROT_UNIFORM);
        float[] parameters = InitialParameters.draw(spec, 1);
        assertThat(InitialParameters.draw(spec, 1)).isEqualTo(parameters);
        assertThat(InitialParameters.draw(spec, 2)).isNotEqualTo(parameters);
    }

    /** Fortunato et al. 2018, section 3.2: means uniform within 1 / sqrt(inputs), spreads 0.5 / sqrt(inputs). */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noisyLayersStartAsTheirPaperSays(boolean dueling) {
        NetworkSpec spec = spec(Initialization.GLOROT_UNIFORM, new HeadSpec(dueling, 1, true));
        float[] parameters = InitialParameters.draw(spec, 1);
        ParameterLayout layout = ParameterLayout.of(spec);
        for (int i = 1; i < layout.layers().size(); i++) {
            LayerParameters mean = layout.layers().get(i);
            double bound = 1 / Math.sqrt(i == 1 ? 320 : 50);
            assertThat(largest(parameters, mean.weights(), mean.weightCount()))
                    .isBetween(0.9 * bound, 1.000001 * bound);
            assertThat(largest(parameters, mean.biases(), mean.outputs())).isBetween(1e-4, 1.000001 * bound);
            LayerParameters spread = layout.spreads().get(i);
            assertThat(Arrays.copyOfRange(parameters, spread.weights(), spread.weights() + spread.size()))
                    .hasSize(mean.size())
                    .containsOnly((float) (0.5 * bound));
        }
        assertUniform(parameters, layout.layers().get(1), 1 / Math.sqrt(320));
    }

    @Test
    void aConvolutionIsNeverNoisy() {
        float[] plain = InitialParameters.draw(spec(Initialization.HE_UNIFORM), 1);
        float[] noisy = InitialParameters.draw(spec(Initialization.HE_UNIFORM, new HeadSpec(false, 1, true)), 1);
        assertThat(noisy).startsWith(Arrays.copyOf(plain, 20 + 720));
    }

    private static NetworkSpec spec(Initialization initialization) {
        return spec(initialization, HeadSpec.PLAIN);
    }

    private static NetworkSpec spec(Initialization initialization, HeadSpec head) {
        return new NetworkSpec(
                new ObservationSpec(4, 6, 6),
                1,
                Padding.VALID,
                List.of(new Conv(20, 3, 1), new Dense(50)),
                3,
                initialization,
                head);
    }
}
