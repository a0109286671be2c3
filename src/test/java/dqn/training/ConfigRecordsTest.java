package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dqn.agent.AgentConfig.ClipGradient;
import dqn.core.InvalidSetting;
import dqn.network.LearningRateDecay;
import dqn.network.OptimizerSpec.Adam;
import dqn.network.StepConfig;
import dqn.preprocess.RewardConfig;
import dqn.replay.ReplayConfig;
import dqn.replay.ReplayConfig.Beta;
import dqn.replay.ReplayConfig.Capacity;
import dqn.replay.ReplayConfig.Clear;
import dqn.replay.ReplayConfig.Prioritized;
import dqn.replay.ReplayConfig.Uniform;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The records refuse by themselves, whoever makes them; what no YAML can say, not a number and infinity, too. */
class ConfigRecordsTest {
    private static void assertRefused(ThrowingCallable creation, String message) {
        assertThatThrownBy(creation).isInstanceOf(InvalidSetting.class).hasMessage(message);
    }

    @Test
    void nothingIsNotANumber() {
        assertRefused(() -> new Adam(Double.NaN, 0.9, 0.999, 1e-8), "learningRate must be above 0, not NaN");
        assertRefused(
                () -> new Adam(1, Double.NaN, 0.999, 1e-8), "beta1 must be at least 0 and below 1 in float32, not NaN");
        assertRefused(
                () -> new Adam(1, 0.9, 0.99999999, 1e-8),
                "beta2 must be at least 0 and below 1 in float32, not 0.99999999");
        assertRefused(
                () -> new Adam(1, 0.9, 0.999, 1e-50),
                "epsilon must be from 1.17549435E-38 to 3.4028235E38, not 1.0E-50");
        assertRefused(() -> new Adam(Double.POSITIVE_INFINITY, 0, 0, 1), "learningRate must be above 0, not Infinity");
        assertRefused(
                () -> new RewardConfig(Optional.empty(), Double.NaN, RewardConfig.Compression.NONE),
                "scale must be above 0, not NaN");
        assertRefused(
                () -> new RewardConfig.Clip(-1, Double.POSITIVE_INFINITY),
                "must be two numbers, the smaller first, not [-1.0, Infinity]");
        assertRefused(
                () -> new EvaluationConfig(OptionalLong.empty(), 1, Double.NaN, OptionalInt.empty()),
                "epsilon must be from 0 to 1, not NaN");
        assertRefused(() -> new StepConfig(Double.NaN, 1, 1, LearningRateDecay.NONE), "l2 must be at least 0, not NaN");
        assertRefused(
                () -> new StepConfig(0, Double.NaN, 1, LearningRateDecay.NONE), "clipNorm must be above 0, not NaN");
    }

    @Test
    void aGradientIsClippedInOneWay() {
        assertRefused(() -> new ClipGradient(1, 1), "must be one of norm and value");
        assertRefused(
                () -> new ClipGradient(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                "must be one of norm and value");
    }

    @Test
    void aReplayIsGivenInTransitionsOrInBytes() {
        assertRefused(
                () -> new ReplayConfig(
                        new Capacity(5, OptionalLong.of(5)),
                        0,
                        new Uniform(),
                        true,
                        Clear.NEVER,
                        Optional.empty(),
                        true),
                "capacity is given both in transitions and in bytes");
    }

    @Test
    void prioritiesHaveExponentsFromZeroToOne() {
        assertRefused(() -> new Prioritized(Double.NaN, new Beta(0, 1, 1)), "alpha must be from 0 to 1, not NaN");
        assertRefused(() -> new Beta(Double.NaN, 1, 1), "from must be from 0 to 1, not NaN");
        assertRefused(() -> new Beta(0, Double.NaN, 1), "to must be from 0 to 1, not NaN");
    }

    @Test
    void betaGoesAlongALineAndStays() {
        Beta beta = new Beta(0.4, 1, 1_000);
        assertThat(beta.at(0)).isEqualTo(0.4);
        assertThat(beta.at(500)).isCloseTo(0.7, within(1e-12));
        assertThat(beta.at(1_000)).isEqualTo(1);
        assertThat(beta.at(Long.MAX_VALUE)).isEqualTo(1);
        assertThat(new Beta(1, 0, 4).at(1)).isEqualTo(0.75);
    }

    @Test
    void aRunRefusesPartsThatDoNotFitByTheWholeKey() {
        RunConfig run = new ConfigLoader().resolvePreset("default", List.of("agent.iterationAgentSteps=5"));
        ReplayConfig cleared = new ReplayConfig(100, 50, new Uniform(), true, Clear.ITERATION);
        assertThatThrownBy(() -> new RunConfig(
                        run.game(),
                        run.seed(),
                        run.budget(),
                        run.environment(),
                        run.observation(),
                        run.reward(),
                        run.network(),
                        run.agent(),
                        cleared,
                        run.evaluation(),
                        run.checkpoint(),
                        run.compute(),
                        run.logging()))
                .isInstanceOfSatisfying(
                        InvalidSetting.class,
                        refusal -> assertThat(refusal.key()).isEqualTo("replay.start"));
    }

    /** 1 / (1 - 0.99) for clipped rewards; Munchausen adds 0.9 * 1 + 0.03 * ln 18 = 0.98671 to each. */
    @Test
    void knowsWhatNoStateIsWorth() {
        assertThat(CatchRuns.config("agent.discount=0.99").valueBound()).isCloseTo(100, within(1e-9));
        assertThat(CatchRuns.config("agent.discount=0.5", "reward.clip=[-3, 1]").valueBound())
                .isEqualTo(6);
        assertThat(CatchRuns.config("agent.discount=0.99", "agent.munchausen={alpha: 0.9, temperature: 0.03, clip: -1}")
                        .valueBound())
                .isCloseTo(198.671, within(1e-3));
        assertThat(CatchRuns.config("reward.clip=none").valueBound()).isInfinite();
        assertThat(CatchRuns.config("agent.discount=1").valueBound()).isInfinite();
    }

    @Test
    void areComparedKeyByKey() {
        assertThat(Settings.of(CatchRuns.config("agent.nStep=3", "environment.frameSkip=[2, 4]")))
                .containsEntry("game", "catch")
                .containsEntry("budget.agentSteps", "12000")
                .containsEntry("agent.nStep", "3")
                .containsEntry("environment.frameSkip", "[2, 4]")
                .containsEntry("network.layers", "[{dense: 64}]")
                .containsEntry("agent.optimizer.adam.epsilon", "1.0E-8")
                .containsEntry("agent.clipGradient", "none")
                .doesNotContainKey("agent.optimizer");
    }
}
