package dqn.agent;

import static dqn.network.Samples.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.agent.AgentConfig.WeightAverage;
import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.network.dl4j.Dl4jBackend;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActingNetworkTest {
    /** A weight and a bias. */
    private static final NetworkSpec SPEC = new NetworkSpec(
            new ObservationSpec(1, 1, 1), 1, Padding.VALID, List.of(), 1, Initialization.GLOROT_UNIFORM);

    private final Dl4jBackend backend = new Dl4jBackend();
    private final List<QNetwork> networks = new ArrayList<>();
    private final QNetwork online = network();

    private QNetwork network() {
        networks.add(backend.create(SPEC, networks.size()));
        return networks.get(networks.size() - 1);
    }

    @AfterEach
    void close() {
        networks.forEach(QNetwork::close);
    }

    private ActingNetwork averaging(long updates) {
        return new ActingNetwork(online, Optional.of(network()), Optional.of(new WeightAverage(updates)));
    }

    /** Learns these weights one after the other, each ten updates long. */
    private void learn(ActingNetwork acting, double... weights) {
        long updateCount = 0;
        for (double weight : weights) {
            online.writeParameters(new float[] {(float) weight, -1});
            for (int i = 0; i < 10; i++) {
                updateCount++;
                acting.updated(updateCount);
            }
        }
    }

    @Test
    void actsByTheOnlineNetworkWhereNothingIsAveraged() {
        ActingNetwork acting = new ActingNetwork(online, Optional.empty(), Optional.empty());
        learn(acting, 1, 5);
        assertThat(acting.network()).isSameAs(online);
        assertThat(parameters(online)).containsExactly(5, -1);
    }

    @Test
    void beginsAsTheOnlineNetwork() {
        assertThat(parameters(averaging(30).network())).isEqualTo(parameters(online));
    }

    @Test
    void isTheMeanOfAllWhileTheyAreFew() {
        ActingNetwork acting = averaging(30);
        learn(acting, 1, 5, 6);
        assertThat(parameters(acting.network())).containsExactly(new float[] {4, -1}, within(1e-6f));
        assertThat(parameters(online)).containsExactly(6, -1);
    }

    /** Each then counts for a third of what the next one leaves. */
    @Test
    void forgetsWhatIsLongAgo() {
        ActingNetwork acting = averaging(30);
        learn(acting, 1, 5, 6, 7, 10);
        double expected = ((4 * 2 + 7) / 3.0 * 2 + 10) / 3;
        assertThat(parameters(acting.network())).containsExactly(new float[] {(float) expected, -1}, within(1e-6f));
    }

    @Test
    void keepsWhatLearnsInItsPartOfACheckpoint() throws IOException {
        ActingNetwork acting = averaging(30);
        learn(acting, 1, 5);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        acting.save(new DataOutputStream(saved));
        online.writeParameters(new float[] {8, 9});

        acting.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));

        assertThat(parameters(online)).containsExactly(5, -1);
        assertThat(parameters(acting.network())).containsExactly(new float[] {3, -1}, within(1e-6f));
    }
}
