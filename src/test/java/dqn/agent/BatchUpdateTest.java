package dqn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import dqn.network.dl4j.Dl4jBackend;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That each network is asked for what the loss needs of it, and that both observations are shifted. */
class BatchUpdateTest {
    private static final int ACTIONS = 3;
    private static final ObservationSpec INPUT = new ObservationSpec(2, 6, 6);
    private static final Dl4jBackend BACKEND = new Dl4jBackend();

    private final RandomStream random = new RandomStream(1, "observations");
    private final byte[] states = observations();
    private final byte[] nextStates = observations();

    private byte[] observations() {
        byte[] bytes = new byte[2 * INPUT.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private void read(TransitionBatch batch, int from, int to) {
        int start = from * INPUT.size();
        System.arraycopy(states, start, batch.states, start, (to - from) * INPUT.size());
        System.arraycopy(nextStates, start, batch.nextStates, start, (to - from) * INPUT.size());
    }

    private static NetworkSpec spec(AgentConfig config) {
        return new NetworkSpec(
                INPUT,
                1.0 / 255,
                Padding.VALID,
                List.of(new Layer.Dense(8)),
                ACTIONS * config.atoms(),
                Initialization.HE_UNIFORM);
    }

    private static QNetwork online(AgentConfig config) {
        return BACKEND.create(spec(config), 1, config.optimizer(), StepConfig.PLAIN);
    }

    private static void fill(TransitionBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            batch.actions[row] = row;
            batch.rewards[row] = row - 0.5f;
            batch.discounts[row] = 0.9f;
        }
    }

    private static float[] forward(QNetwork network, byte[] observations) {
        float[] outputs = new float[2 * network.spec().outputs()];
        network.forward(observations, 2, outputs);
        return outputs;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doubleQ=false",
                "doubleQ=true",
                "munchausen={alpha: 0.9, temperature: 0.5, clip: -1}",
                "distribution={quantile: {atoms: 4, kappa: 1}};doubleQ=true"
            })
    void itsLossIsThatOfTheRightOutputs(String changes) {
        AgentConfig config = Agents.with(changes.split(";"));
        try (QNetwork online = online(config);
                QNetwork target = BACKEND.create(spec(config), 2)) {
            assertLoss(config, online, target);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"doubleQ=true", "munchausen={alpha: 0.9, temperature: 0.5, clip: -1}"})
    void withoutATargetNetworkTheOnlineOneIsAskedForEverything(String change) {
        AgentConfig config = Agents.with(change);
        try (QNetwork online = online(config)) {
            assertLoss(config, online, online);
        }
    }

    private void assertLoss(AgentConfig config, QNetwork online, QNetwork target) {
        Outputs outputs = new Outputs(
                forward(online, states),
                forward(target, nextStates),
                forward(config.doubleQ() ? online : target, nextStates),
                forward(target, states));
        BatchUpdate update = new BatchUpdate(config, online, target, this::read);
        fill(update.batch());
        TemporalDifference expected = new TemporalDifference(config, ACTIONS, new float[0]);
        expected.compute(update.batch(), outputs, 0, 2);
        update.run();
        assertThat(update.loss()).isCloseTo(expected.meanLoss(), within(1e-5));
        assertThat(update.errors()).containsExactly(expected.errors(), within(1e-4f));
    }

    @Test
    void statesAndNextStatesAreShiftedEachByItself() {
        AgentConfig config = Agents.with("randomShift=2");
        try (QNetwork online = online(config);
                QNetwork target = BACKEND.create(spec(config), 2)) {
            BatchUpdate update = new BatchUpdate(config, online, target, this::read);
            fill(update.batch());
            RandomStream shifts = new RandomStream(3, "shifts");
            update.draw(shifts);
            update.run();
            byte[] firstStates = update.batch().states.clone();
            byte[] firstNext = update.batch().nextStates.clone();
            RandomShift shift = new RandomShift(2, INPUT, 2);
            RandomStream same = new RandomStream(3, "shifts");
            assertThat(firstStates).isEqualTo(shifted(shift, same, states)).isNotEqualTo(states);
            assertThat(firstNext).isEqualTo(shifted(shift, same, nextStates)).isNotEqualTo(nextStates);
        }
    }

    private static byte[] shifted(RandomShift shift, RandomStream random, byte[] observations) {
        byte[] copy = Arrays.copyOf(observations, observations.length);
        shift.draw(random);
        shift.apply(copy, 0, 2);
        return copy;
    }
}
