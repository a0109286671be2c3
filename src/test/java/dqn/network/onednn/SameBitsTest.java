package dqn.network.onednn;

import static dqn.network.Samples.nature;
import static dqn.network.Samples.observations;
import static dqn.network.Samples.parameters;
import static dqn.network.Samples.train;
import static dqn.network.Samples.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.RandomStream;
import dqn.network.LearningRateDecay;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec.Adam;
import dqn.network.OptimizerState;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the whole Nature network; small ones are tested by the contract. */
class SameBitsTest {
    private static final NetworkSpec SPEC = nature(Padding.VALID);
    private static final int BATCH = 32;

    private record Trained(float[] parameters, OptimizerState state) {}

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, 0.1})
    void fiftyUpdatesGiveTheSameBitsWhateverThreadIsFaster(double clipNorm) {
        Trained first = train50(clipNorm);
        Trained second = train50(clipNorm);
        assertThat(second.parameters()).isEqualTo(first.parameters());
        assertThat(second.state().updateCount()).isEqualTo(50);
        for (int slot = 0; slot < 2; slot++) {
            assertThat(second.state().slots()[slot]).isEqualTo(first.state().slots()[slot]);
        }
    }

    private static Trained train50(double clipNorm) {
        RandomStream random = new RandomStream(1, "bits");
        byte[] observations = observations(SPEC, BATCH, random);
        StepConfig gradient = new StepConfig(0, clipNorm, Double.POSITIVE_INFINITY, LearningRateDecay.NONE);
        try (QNetwork network = new OneDnnBackend(2).create(SPEC, 1, new Adam(6.25e-5, 0.9, 0.999, 1.5e-4), gradient)) {
            for (int update = 0; update < 50; update++) {
                train(network, observations, BATCH, vector(BATCH * SPEC.outputs(), random));
            }
            return new Trained(parameters(network), network.optimizerState());
        }
    }
}
