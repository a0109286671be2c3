package dqn.network;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Layer.MaxPool;
import dqn.network.NetworkConfig.Padding;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NaiveNetworkTest {
    private static final double STEP = 1e-5;

    /** Central differences; a ReLU that turns within a step would show, and none does with this seed. */
    @ParameterizedTest
    @EnumSource(Padding.class)
    void gradientsAreFiniteDifferences(Padding padding) {
        NetworkSpec spec = new NetworkSpec(
                new ObservationSpec(2, 7, 6),
                1 / 255.0,
                padding,
                List.of(new Conv(3, 4, 1), new MaxPool(2, 1), new Conv(2, 2, 1), new Dense(4)),
                2,
                Initialization.PYTORCH);
        RandomStream random = new RandomStream(1, "naive");
        byte[] observations = new byte[2 * spec.input().size()];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (byte) random.nextInt(256);
        }
        double[] outputGradient = {0.5, -1, 2, 0.25};
        float[] drawn = InitialParameters.draw(spec, 1);
        double[] parameters = new double[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            parameters[i] = drawn[i];
        }
        NaiveNetwork network = new NaiveNetwork(spec, parameters);
        double[] gradient = network.gradient(observations, 2, outputGradient);
        for (int i = 0; i < parameters.length; i++) {
            double before = parameters[i];
            parameters[i] = before + STEP;
            double above = loss(network, observations, outputGradient);
            parameters[i] = before - STEP;
            double below = loss(network, observations, outputGradient);
            parameters[i] = before;
            assertThat((above - below) / (2 * STEP)).isEqualTo(gradient[i], Offset.offset(1e-7));
        }
    }

    private static double loss(NaiveNetwork network, byte[] observations, double[] outputGradient) {
        double[] outputs = network.forward(observations, 2);
        double loss = 0;
        for (int i = 0; i < outputs.length; i++) {
            loss += outputGradient[i] * outputs[i];
        }
        return loss;
    }
}
