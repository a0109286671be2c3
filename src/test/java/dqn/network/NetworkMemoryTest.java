package dqn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkMemory.Learning;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class NetworkMemoryTest {
    private static final OptimizerSpec ADAM = new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1e-8);
    private static final NetworkSpec NATURE =
            spec(new Layer.Conv(32, 8, 4), new Layer.Conv(64, 4, 2), new Layer.Conv(64, 3, 1), new Layer.Dense(512));

    private static final int THREADS = 4;

    private static NetworkMemory learning(NetworkSpec spec, int rows, boolean reference) {
        return NetworkMemory.forLearning(
                spec, new Learning(ADAM, true, false, false, false, true, reference), rows, THREADS);
    }

    /** In the heap two moments, these and the weights for a checkpoint, one more, the target's; beside it two networks, and pieces of four threads. */
    @Test
    void countsWeightsAndABatch() {
        NetworkMemory memory = learning(spec(new Layer.Dense(1_000)), 32, false);
        double weights = (4 * 84 * 84 + 1) * 1_000 + 1_001 * 6;
        assertThat(memory.heapBytes()).isCloseTo(8 * 4 * weights, Percentage.withPercentage(2));
        assertThat(memory.nativeBytes() - memory.threads() * (4 << 20))
                .isCloseTo(2 * 4 * weights, Percentage.withPercentage(20));
    }

    @Test
    void countsLessWhereThereIsNoTargetNetwork() {
        NetworkMemory memory = NetworkMemory.forLearning(
                NATURE, new Learning(ADAM, false, false, false, false, true, false), 1, THREADS);
        assertThat(memory.heapVectors()).isEqualTo(6);
        assertThat(memory.nativeVectors()).isEqualTo(1);
        NetworkMemory other = NetworkMemory.forLearning(
                NATURE, new Learning(ADAM, false, false, true, false, false, true), 1, THREADS);
        assertThat(other.heapVectors()).isEqualTo(7);
        assertThat(other.nativeVectors()).isEqualTo(2.5);
    }

    /** In the heap what a checkpoint takes hold of of each, and that put in order; beside it three networks. */
    @Test
    void countsTheAverageOfTheWeightsToo() {
        NetworkMemory memory = NetworkMemory.forLearning(
                NATURE, new Learning(ADAM, true, true, false, false, true, false), 1, THREADS);
        assertThat(memory.heapVectors()).isEqualTo(10);
        assertThat(memory.nativeVectors()).isEqualTo(3);
    }

    /** A fourth copy of the activations: 28,224 of the picture, 14,112 + 7,744 + 7,744 + 512 + 6 of the layers. */
    @Test
    void countsThePassThatChoosesTheNextActions() {
        Learning twice = new Learning(ADAM, true, false, false, true, true, false);
        double more = NetworkMemory.forLearning(NATURE, twice, 32, THREADS).nativeBytes()
                - learning(NATURE, 32, false).nativeBytes();
        assertThat(more).isCloseTo(4 * 32 * 58_342.0, Percentage.withPercentage(1));
    }

    @Test
    void thePapersNetworkFitsManyTimesOver() {
        learning(NATURE, 32, true).check(512L << 20, 1L << 30);
        learning(NATURE, 1_024, false).check(210L << 20, 4L << 30);
        assertThatThrownBy(() -> learning(NATURE, 1_024, true).check(210L << 20, 4L << 30))
                .hasMessageContaining("in Java's heap and as much beside it");
    }

    /** 1.976e9 numbers of 4 bytes: 8 times in the heap, an eighth of that to spare, and twice beside it. */
    @Test
    void refusesWithWhatIsNeededAndWhatThereIs() {
        NetworkMemory memory = learning(spec(new Layer.Dense(70_000)), 32, false);
        assertThatThrownBy(() -> memory.check(2_000_000_000, 24_000_000_000L))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("may need 87.1 GB for its weights and a batch of 32")
                .hasMessageContaining("24.0 GB, which this machine has free: use smaller network.layers");
        assertThatThrownBy(() -> memory.check(2_000_000_000, 2_000_000_000_000L))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("may need 87.1 GB for its weights and a batch of 32")
                .hasMessageContaining("may take 2.0 GB in Java's heap: set")
                .hasMessageContaining("set DQN_HEAP to 67g, or use");
    }

    /** More than an array has numbers, on a machine that has the memory. */
    @Test
    void refusesMoreParametersThanThereCanBe() {
        NetworkMemory memory = learning(spec(new Layer.Dense(80_000)), 32, false);
        assertThatThrownBy(() -> memory.check(Long.MAX_VALUE, Long.MAX_VALUE))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("more than 2,147,483,647 parameters");
    }

    /** Whoever plays has no batch that could be smaller. */
    @Test
    void tellsAPlayerWhatAPlayerCanDo() {
        NetworkMemory memory = NetworkMemory.forPlaying(NATURE);
        assertThatThrownBy(() -> memory.check(1_000_000, 24_000_000_000L))
                .hasMessageContaining("for its weights, and may take")
                .hasMessageEndingWith("set DQN_HEAP to 1g.");
        assertThatThrownBy(() -> memory.check(1_000_000_000, 1_000_000)).hasMessageEndingWith("close other programs.");
    }

    /** Four filters take the room of sixteen, in the maps and in what comes behind. */
    @Test
    void countsWhatFillsChannelsUp() {
        NetworkSpec four = spec(new Layer.Conv(4, 3, 1), new Layer.Dense(512));
        NetworkSpec sixteen = spec(new Layer.Conv(16, 3, 1), new Layer.Dense(512));
        assertThat(learning(four, 32, false).bytes())
                .isEqualTo(learning(sixteen, 32, false).bytes());
        assertThat(learning(four, 32, true).bytes())
                .isLessThan(learning(sixteen, 32, true).bytes() / 3);
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
        assertThatThrownBy(() -> NetworkMemory.forPlaying(most).check(Long.MAX_VALUE, Long.MAX_VALUE))
                .isInstanceOf(DqnException.class);
        assertThatThrownBy(most::parameterCount).isInstanceOf(ArithmeticException.class);
    }

    /** Of a kernel as large as its input: what is multiplied is written out as a matrix of 50 million numbers. */
    @Test
    void countsAConvolutionsMatrix() {
        NetworkSpec wide = spec(new Layer.Conv(1, 84, 1));
        assertThat(learning(wide, 32, true).nativeBytes()).isGreaterThan(32 * 4 * 199e6);
    }

    private static NetworkSpec spec(Layer... layers) {
        return new NetworkSpec(
                new ObservationSpec(4, 84, 84), 1 / 255.0, Padding.SAME, List.of(layers), 6, Initialization.PYTORCH);
    }
}
