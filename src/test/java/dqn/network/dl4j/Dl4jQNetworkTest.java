package dqn.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.ConfigException;
import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.NetworkBackend;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec.Sgd;
import dqn.network.QNetwork;
import dqn.network.QNetworkContract;
import dqn.network.Samples;
import dqn.network.StepConfig;
import org.junit.jupiter.api.Test;
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
        NetworkSpec spec = Samples.nature(padding);
        try (Dl4jQNetwork with = network(spec, true);
                Dl4jQNetwork without = network(spec, false)) {
            assertThat(with.description()).contains("oneDNN convolutions");
            assertThat(without.description()).contains("im2col convolutions");
            Samples.assertClose(gradient(with), gradient(without), 1e-5);
        }
    }

    /** DL4J pads with SAME by a negative number where the stride jumps over the edge of the other side. */
    @Test
    void refusesWhatDl4jPadsWrongly() {
        NetworkSpec spec = Samples.spec(new ObservationSpec(1, 90, 80), Padding.SAME, new Conv(4, 3, 6));
        assertThatThrownBy(() -> gradient(network(spec, true))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> backend.meet(spec))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("network.padding=valid");
        assertThatThrownBy(() -> backend.create(spec, 1)).isInstanceOf(ConfigException.class);
        backend.meet(Samples.spec(new ObservationSpec(1, 90, 80), Padding.VALID, new Conv(4, 3, 6)));
    }

    private static Dl4jQNetwork network(NetworkSpec spec, boolean oneDnn) {
        return Dl4jQNetwork.forLearning(spec, 1, new Sgd(0.1, 0), StepConfig.PLAIN, oneDnn);
    }

    private static float[] gradient(QNetwork network) {
        byte[] observations = Samples.observations(network.spec(), BATCH, new RandomStream(1, "helper"));
        float[] outputs = new float[BATCH * network.spec().outputs()];
        network.forwardForTraining(observations, BATCH, outputs);
        network.backward(outputs);
        return Samples.gradient(network);
    }
}
