package dqn.agent;

import static dqn.network.Samples.parameters;
import static org.assertj.core.api.Assertions.assertThat;

import dqn.agent.AgentConfig.EpsilonConfig;
import dqn.agent.AgentConfig.Loss;
import dqn.agent.AgentConfig.LossOver;
import dqn.agent.AgentConfig.Schedule;
import dqn.agent.AgentConfig.TargetConfig;
import dqn.agent.AgentConfig.TerminalTarget;
import dqn.agent.AgentConfig.Unit;
import dqn.agent.AgentConfig.UpdateConfig;
import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import dqn.network.dl4j.Dl4jBackend;
import dqn.replay.ReplayBuffer;
import dqn.replay.ReplayConfig;
import dqn.replay.ReplayConfig.Beta;
import dqn.replay.ReplayConfig.Clear;
import dqn.replay.ReplayConfig.Prioritized;
import dqn.replay.ReplayConfig.Sampling;
import dqn.replay.ReplayConfig.Uniform;
import dqn.replay.RingReplayBuffer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When updates and target copies happen, and what the very first update does, on a linear network of one input. */
class DqnAgentTest {
    private static final ObservationSpec INPUT = new ObservationSpec(1, 1, 1);
    private static final float LEARNING_RATE = 0.25f;

    private final Counters counters = new Counters();
    private QNetwork online;
    private QNetwork copy;
    private ReplayBuffer replay;
    private Sampling sampling = new Uniform();
    private Clear clear = Clear.NEVER;
    private final List<Object> betas = new ArrayList<>();
    private double lastLoss = Double.NaN;

    @AfterEach
    void release() {
        online.close();
        copy.close();
        replay.close();
    }

    @Test
    void importanceWeightsAreAnnealedByUpdates() {
        sampling = new Prioritized(0.6, new Beta(0, 1, 4));
        DqnAgent agent = agent(new UpdateConfig(4, Unit.AGENT_STEPS, 1, 2), target(1_000, Unit.AGENT_STEPS), 4);
        steps(agent, 24);
        assertThat(betas).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0, 1.0);
    }

    @Test
    void oneUpdateEveryFourAgentStepsOnceTheReplayHasStarted() {
        DqnAgent agent = agent(new UpdateConfig(4, Unit.AGENT_STEPS, 1, 2), target(1_000, Unit.AGENT_STEPS), 10);
        steps(agent, 9);
        assertThat(agent.isLearning()).isFalse();
        assertThat(counters.learnerUpdateCount).isZero();
        steps(agent, 3);
        assertThat(counters.learnerUpdateCount).isEqualTo(1);
        steps(agent, 8);
        assertThat(counters.learnerUpdateCount).isEqualTo(3);
    }

    /** As where frames turn out to take more memory than expected. */
    @Test
    void whatHasBegunToLearnGoesOnThoughTheReplayHasForgotten() {
        DqnAgent agent = agent(new UpdateConfig(1, Unit.AGENT_STEPS, 1, 2), target(1_000, Unit.AGENT_STEPS), 10);
        steps(agent, 10);
        assertThat(counters.learnerUpdateCount).isEqualTo(1);
        replay.clear();
        assertThat(agent.isLearning()).isFalse();
        steps(agent, 2);
        assertThat(counters.learnerUpdateCount).isGreaterThan(1);
    }

    @Test
    void tenUpdatesAfterEachEpisode() {
        DqnAgent agent = agent(new UpdateConfig(1, Unit.EPISODES, 10, 2), target(1_000, Unit.UPDATES), 3);
        steps(agent, 2);
        finishEpisode(agent);
        assertThat(counters.learnerUpdateCount).isZero();
        steps(agent, 2);
        assertThat(counters.learnerUpdateCount).isZero();
        finishEpisode(agent);
        assertThat(counters.learnerUpdateCount).isEqualTo(10);
    }

    @Test
    void twentyUpdatesAfterEachIteration() {
        DqnAgent agent = agent(new UpdateConfig(1, Unit.ITERATIONS, 20, 2), target(1_000, Unit.UPDATES), 1);
        steps(agent, 5);
        finishEpisode(agent);
        assertThat(counters.learnerUpdateCount).isZero();
        counters.iterationCount++;
        agent.periods().counted(Unit.ITERATIONS);
        agent.periods().settle();
        assertThat(counters.learnerUpdateCount).isEqualTo(20);
    }

    @Test
    void theTargetIsCopiedByAgentStepsUpdatesOrEpisodes() {
        DqnAgent bySteps = agent(new UpdateConfig(1, Unit.AGENT_STEPS, 1, 1), target(3, Unit.AGENT_STEPS), 1);
        steps(bySteps, 2);
        assertThat(parameters(copy)).isNotEqualTo(parameters(online));
        steps(bySteps, 1);
        assertThat(parameters(copy)).isEqualTo(parameters(online));
        release();

        DqnAgent byUpdates = agent(new UpdateConfig(2, Unit.AGENT_STEPS, 1, 1), target(2, Unit.UPDATES), 1);
        steps(byUpdates, 2);
        assertThat(parameters(copy)).isNotEqualTo(parameters(online));
        steps(byUpdates, 2);
        assertThat(parameters(copy)).isEqualTo(parameters(online));
        release();

        DqnAgent byEpisodes = agent(new UpdateConfig(1, Unit.AGENT_STEPS, 1, 1), target(2, Unit.EPISODES), 1);
        steps(byEpisodes, 2);
        finishEpisode(byEpisodes);
        assertThat(parameters(copy)).isNotEqualTo(parameters(online));
        finishEpisode(byEpisodes);
        assertThat(parameters(copy)).isEqualTo(parameters(online));
    }

    /** Update 1 beside period 2: by what period 1 left, while period 2 still acts by the weights and remembers nothing. */
    @Test
    void inThePipelineAPeriodIsActedByTheWeightsFromBeforeTheUpdateBesideIt() {
        DqnAgent agent = pipeline(new UpdateConfig(2, Unit.AGENT_STEPS, 1, 2), target(4, Unit.AGENT_STEPS), 2);
        steps(agent, 1);
        assertThat(agent.periods().isSettled()).isFalse();
        agent.observe(0, 0, 1, 1, false, new byte[] {1});
        assertThat(agent.periods().isPeriodOver()).isTrue();
        agent.periods().settle();
        assertThat(agent.periods().isSettled()).isTrue();
        assertThat(agent.periods().isUpdateDue()).isTrue();
        assertThat(counters.learnerUpdateCount).isZero();
        float[] before = parameters(online);
        float[] copied = parameters(copy);
        agent.periods().learnWhile(() -> {
            agent.observe(0, 1, 1, 1, false, new byte[] {1});
            agent.observe(0, 1, 1, 1, false, new byte[] {1});
            assertThat(parameters(online)).isEqualTo(before);
            assertThat(replay.size()).isEqualTo(2);
        });
        assertThat(replay.size()).isEqualTo(4);
        assertThat(counters.learnerUpdateCount).isEqualTo(1);
        assertThat(parameters(online)).isNotEqualTo(before);
        assertThat(parameters(copy)).isEqualTo(parameters(online)).isNotEqualTo(copied);
        assertThat(agent.periods().isUpdateDue()).isTrue();
    }

    /** Learning waits for the start in each iteration, and nothing is due where nothing is left. */
    @Test
    void aReplayThatIsEmptiedEachIterationStartsAnew() {
        clear = Clear.ITERATION;
        DqnAgent agent = pipeline(new UpdateConfig(2, Unit.AGENT_STEPS, 1, 2), target(1_000, Unit.UPDATES), 6);
        assertThat(agent.isPipelined()).isFalse();
        steps(agent, 10);
        assertThat(counters.learnerUpdateCount).isEqualTo(3);
        agent.forget();
        steps(agent, 5);
        assertThat(counters.learnerUpdateCount).isEqualTo(3);
        steps(agent, 5);
        assertThat(counters.learnerUpdateCount).isEqualTo(6);
    }

    @Test
    void thePipelineNeedsShortPeriodsOfAgentSteps() {
        assertThat(pipeline(new UpdateConfig(64, Unit.AGENT_STEPS, 1, 2), target(4, Unit.UPDATES), 2)
                        .isPipelined())
                .isTrue();
        release();
        assertThat(pipeline(new UpdateConfig(65, Unit.AGENT_STEPS, 1, 2), target(4, Unit.UPDATES), 2)
                        .isPipelined())
                .isFalse();
        release();
        assertThat(pipeline(new UpdateConfig(1, Unit.EPISODES, 1, 2), target(4, Unit.UPDATES), 2)
                        .isPipelined())
                .isFalse();
    }

    /**
     * Weights (1, -1) and biases (0, 0.5) of two outputs; s = 2, s' = 3, action 0, reward 1, gamma 0.5. Q(s) = (2, -1.5),
     * Q(s') = (3, -2.5), y = 1 + 0.5 * 3 = 2.5, error 0.5. Squared error over one sample: dL/dQ0 = -1, so dL/dw0 = -2 and
     * dL/db0 = -1; a step of 0.25 gives w0 = 1.5, b0 = 0.25.
     */
    @Test
    void theFirstUpdateIsTheOneWorkedOutByHand() {
        DqnAgent agent = agent(new UpdateConfig(1, Unit.AGENT_STEPS, 1, 1), target(1_000, Unit.UPDATES), 1);
        float[] weights = parameters(online);
        int[] order = order();
        weights[order[0]] = 1;
        weights[order[1]] = -1;
        weights[order[2]] = 0;
        weights[order[3]] = 0.5f;
        online.writeParameters(weights);
        copy.copyParametersFrom(online);
        agent.begin(0, new byte[] {2});
        agent.observe(0, 0, 1, 1, false, new byte[] {3});
        agent.periods().settle();
        weights[order[0]] = 1.5f;
        weights[order[2]] = 0.25f;
        assertThat(parameters(online)).containsExactly(weights);
        assertThat(lastLoss).isEqualTo(0.25);
    }

    /** Positions of w0, w1, b0, b1 in the flat vector, found by probing outputs. */
    private int[] order() {
        int[] order = new int[4];
        for (int i = 0; i < 4; i++) {
            float[] unit = new float[4];
            unit[i] = 1;
            online.writeParameters(unit);
            float[] atZero = new float[2];
            float[] atOne = new float[2];
            online.forward(new byte[] {0}, 1, atZero);
            online.forward(new byte[] {1}, 1, atOne);
            int output = atOne[0] == 1 ? 0 : 1;
            order[atZero[output] == 1 ? 2 + output : output] = i;
        }
        return order;
    }

    private DqnAgent agent(UpdateConfig update, TargetConfig target, long replayStart) {
        return agent(update, target, replayStart, false);
    }

    private DqnAgent pipeline(UpdateConfig update, TargetConfig target, long replayStart) {
        return agent(update, target, replayStart, true);
    }

    private DqnAgent agent(UpdateConfig update, TargetConfig target, long replayStart, boolean pipeline) {
        counters.agentStepCount = 0;
        counters.learnerUpdateCount = 0;
        counters.episodeCount = 0;
        AgentConfig config = new AgentConfig(
                0.5,
                1,
                false,
                Optional.empty(),
                Optional.empty(),
                Loss.MSE,
                LossOver.ACTION,
                TerminalTarget.REWARD,
                new EpsilonConfig(1, 0.1, Schedule.LINEAR, 100, 1, Unit.AGENT_STEPS, OptionalLong.empty()),
                OptionalInt.empty(),
                Optional.of(target),
                Optional.empty(),
                update,
                10,
                new OptimizerSpec.Sgd(LEARNING_RATE, 0),
                Optional.empty(),
                OptionalInt.empty(),
                0,
                Optional.empty());
        ReplayConfig replayConfig = new ReplayConfig(100, replayStart, sampling, true, clear);
        NetworkSpec spec = new NetworkSpec(INPUT, 1, Padding.VALID, List.of(), 2, Initialization.GLOROT_UNIFORM);
        Dl4jBackend backend = new Dl4jBackend();
        online = backend.create(spec, 1, config.optimizer(), StepConfig.PLAIN);
        copy = backend.create(spec, 2);
        replay = listened(RingReplayBuffer.create(replayConfig, INPUT, 1, true, 1, 1));
        TargetNetwork targetNetwork = new TargetNetwork(online, Optional.of(copy), config.target());
        return new DqnAgent(
                config,
                replayConfig,
                online,
                targetNetwork,
                new ActingNetwork(online, Optional.empty(), Optional.empty()),
                replay,
                1,
                1,
                pipeline,
                counters,
                1,
                (loss, maxQ) -> lastLoss = loss);
    }

    /** Notes by which exponents of importance weights batches are drawn. */
    private ReplayBuffer listened(ReplayBuffer buffer) {
        return (ReplayBuffer) Proxy.newProxyInstance(
                ReplayBuffer.class.getClassLoader(), new Class<?>[] {ReplayBuffer.class}, (self, method, arguments) -> {
                    if (method.getName().equals("draw")) {
                        betas.add(arguments[1]);
                    }
                    return method.invoke(buffer, arguments);
                });
    }

    private static TargetConfig target(long every, Unit unit) {
        return new TargetConfig(every, unit);
    }

    private static void steps(DqnAgent agent, int count) {
        agent.begin(0, new byte[] {1});
        for (int i = 0; i < count; i++) {
            agent.observe(0, 0, 1, 1, false, new byte[] {1});
            agent.periods().settle();
        }
    }

    private void finishEpisode(DqnAgent agent) {
        counters.episodeCount++;
        agent.periods().counted(Unit.EPISODES);
        agent.periods().settle();
    }
}
