package dqn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Padding;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class NetworkMemoryTest {
    private static final OptimizerSpec ADAM = new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1e-8);
    private static final NetworkSpec NATURE =
            spec(new Layer.Conv(32, 8, 4), new Layer.Conv(64, 4, 2), new Layer.Conv(64, 3, 1), new Layer.Dense(512));

    @Test
    void countsWeightsAndABatch() {
        NetworkMemory memory = NetworkMemory.forLearning(spec(new Layer.Dense(1_000)), ADAM, 32, false);
        double weights = (4 * 84 * 84 + 1) * 1_000 + 1_001 * 6;
        assertThat(memory.bytes()).isCloseTo(12 * 4 * weights, Percentage.withPercentage(1));
    }

    @Test
    void thePapersNetworkFitsManyTimesOver() {
        NetworkMemory.forLearning(NATURE, ADAM, 32, true).check(512L << 20);
        NetworkMemory.forLearning(NATURE, ADAM, 1_024, false).check(2L << 30);
    }

    @Test
    void refusesWithWhatIsNeededAndWhatThereIs() {
        NetworkMemory memory = NetworkMemory.forLearning(spec(new Layer.Dense(1_000_000)), ADAM, 32, false);
        assertThatThrownBy(() -> memory.check(2_000_000_000))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("1,355,")
                .hasMessageContaining("2,000 MB");
    }

    /** 100,000 filters on 100,000 channels with 1,000 x 1,000 weights each do not fit into 63 bits, twelvefold. */
    @Test
    void refusesWhatCannotBeCounted() {
        Layer[] layers = new Layer[100];
        Arrays.fill(layers, new Layer.Conv(100_000, 1_000, 1));
        NetworkSpec most = new NetworkSpec(
                new ObservationSpec(Integer.MAX_VALUE, 1, 1),
                1,
                Padding.SAME,
                List.of(layers),
                6,
                Initialization.PYTORCH);
        assertThatThrownBy(() -> NetworkMemory.forPlaying(most).check(Long.MAX_VALUE))
                .isInstanceOf(DqnException.class);
        assertThatThrownBy(most::parameterCount).isInstanceOf(ArithmeticException.class);
    }

    /** Of a kernel as large as its input: what is multiplied is written out as a matrix of 50 million numbers. */
    @Test
    void countsAConvolutionsMatrix() {
        NetworkSpec wide = spec(new Layer.Conv(1, 84, 1));
        assertThat(NetworkMemory.forLearning(wide, ADAM, 32, true).bytes()).isGreaterThan(32 * 4 * 199e6);
    }

    private static NetworkSpec spec(Layer... layers) {
        return new NetworkSpec(
                new ObservationSpec(4, 84, 84), 1 / 255.0, Padding.SAME, List.of(layers), 6, Initialization.PYTORCH);
    }
}
