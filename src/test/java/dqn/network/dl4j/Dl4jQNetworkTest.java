package dqn.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.GradientConfig;
import dqn.network.NetworkBackend;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec.Sgd;
import dqn.network.QNetwork;
import dqn.network.QNetworkContract;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Dl4jQNetworkTest extends QNetworkContract {
    private static final int BATCH = 4;

    private final NetworkBackend backend = new Dl4jBackend();

    @Override
    protected NetworkBackend backend() {
        return backend;
    }

    /** The whole Nature network, forward and backward, with oneDNN and without. */
    @ParameterizedTest
    @EnumSource(Padding.class)
    void oneDnnComputesWhatDl4jDoesWithoutIt(Padding padding) {
        NetworkSpec spec = new NetworkSpec(
                new ObservationSpec(4, 84, 84),
                1 / 255.0,
                padding,
                List.of(new Conv(32, 8, 4), new Conv(64, 4, 2), new Conv(64, 3, 1), new Dense(512)),
                6,
                Initialization.GLOROT_UNIFORM);
        try (Dl4jQNetwork with = network(spec, true);
                Dl4jQNetwork without = network(spec, false)) {
            assertThat(with.description()).contains("oneDNN convolutions");
            assertThat(without.description()).contains("im2col convolutions");
            float[] expected = gradient(without);
            float[] actual = gradient(with);
            float largest = 0;
            float largestDifference = 0;
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i]));
                largestDifference = Math.max(largestDifference, Math.abs(actual[i] - expected[i]));
            }
            assertThat(largestDifference).isLessThan(1e-5f * largest);
        }
    }

    private static Dl4jQNetwork network(NetworkSpec spec, boolean oneDnn) {
        return Dl4jQNetwork.forLearning(spec, 1, new Sgd(0.1, 0), GradientConfig.PLAIN, oneDnn);
    }

    private static float[] gradient(QNetwork network) {
        RandomStream random = new RandomStream(1, "helper");
        byte[] observations = new byte[BATCH * network.spec().input().size()];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (byte) random.nextInt(256);
        }
        float[] outputs = new float[BATCH * network.spec().outputs()];
        network.forwardForTraining(observations, BATCH, outputs);
        network.backward(outputs);
        float[] gradient = new float[(int) network.spec().parameterCount()];
        network.readGradient(gradient);
        return gradient;
    }
}
