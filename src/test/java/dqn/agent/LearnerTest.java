package dqn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.core.TransitionBatch;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import dqn.network.dl4j.Dl4jBackend;
import dqn.replay.ReplayBuffer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a learner asks of its replay, in which order and with what. */
class LearnerTest {
    private static final ObservationSpec INPUT = new ObservationSpec(1, 1, 1);

    private final List<String> calls = new ArrayList<>();
    private double betaAsked;
    private float[] errorsTold;

    /** A replay of one transition: from input 2 by action 1 to the end, with reward 5. */
    private final ReplayBuffer replay = (ReplayBuffer) Proxy.newProxyInstance(
            ReplayBuffer.class.getClassLoader(), new Class<?>[] {ReplayBuffer.class}, (proxy, method, arguments) -> {
                calls.add(method.getName());
                switch (method.getName()) {
                    case "draw" -> draw((double) arguments[1], (TransitionBatch) arguments[2]);
                    case "read" -> Arrays.fill(((TransitionBatch) arguments[0]).states, (byte) 2);
                    case "prioritize" -> errorsTold = ((float[]) arguments[1]).clone();
                    default -> throw new UnsupportedOperationException(method.getName());
                }
                return null;
            });

    private void draw(double beta, TransitionBatch batch) {
        betaAsked = beta;
        Arrays.fill(batch.actions, 1);
        Arrays.fill(batch.rewards, 5);
        Arrays.fill(batch.discounts, 0);
        batch.weights[0] = 0.25f;
    }

    @Test
    void drawsByBetaLearnsAndTellsTheErrors() {
        AgentConfig config = Agents.with("target=none", "update.batch=1");
        NetworkSpec spec = new NetworkSpec(INPUT, 1, Padding.VALID, List.of(), 2, Initialization.GLOROT_UNIFORM);
        try (QNetwork online = new Dl4jBackend().create(spec, 1, config.optimizer(), StepConfig.PLAIN)) {
            online.writeParameters(new float[] {1, 0.5f, 0, 0}); // values x and x / 2
            TargetNetwork target = new TargetNetwork(online, Optional.empty(), config.target());
            Learner learner = new Learner(config, online, target, replay, new RandomStream(1, "replay"));
            learner.update(0.75, () -> calls.add("acting"));
            assertThat(betaAsked).isEqualTo(0.75);
            assertThat(errorsTold).containsExactly(4f);
            assertThat(learner.loss()).isEqualTo(0.25 * 16);
            assertThat(calls.get(0)).isEqualTo("draw");
            assertThat(calls.get(calls.size() - 1)).isEqualTo("prioritize");
            assertThat(calls).contains("acting", "read");
        }
    }
}
