package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.agent.AgentConfig;
import dqn.agent.AgentConfig.EpsilonConfig;
import dqn.agent.AgentConfig.Loss;
import dqn.agent.AgentConfig.LossOver;
import dqn.agent.AgentConfig.Schedule;
import dqn.agent.AgentConfig.TargetConfig;
import dqn.agent.AgentConfig.TerminalTarget;
import dqn.agent.AgentConfig.Unit;
import dqn.agent.AgentConfig.UpdateConfig;
import dqn.core.ObservationSpec;
import dqn.env.EnvironmentConfig;
import dqn.env.EnvironmentConfig.ActionSet;
import dqn.env.EnvironmentConfig.FrameSkip;
import dqn.env.EnvironmentConfig.LifeLossMode;
import dqn.env.EnvironmentConfig.NoopUnit;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec.Adam;
import dqn.network.OptimizerSpec.RmsPropCentered;
import dqn.network.OptimizerSpec.RmsPropTensorFlow;
import dqn.preprocess.ObservationConfig;
import dqn.preprocess.ObservationConfig.AfterReset;
import dqn.preprocess.ObservationConfig.Before;
import dqn.preprocess.ObservationConfig.Color;
import dqn.preprocess.ObservationConfig.Pool;
import dqn.preprocess.ObservationConfig.PoolColor;
import dqn.preprocess.ObservationConfig.Resize;
import dqn.preprocess.ObservationConfig.Resize.Method;
import dqn.preprocess.ObservationConfig.Source;
import dqn.preprocess.RewardConfig.Clip;
import dqn.replay.ReplayConfig;
import dqn.replay.ReplayConfig.Clear;
import dqn.replay.ReplayConfig.Uniform;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each preset says what its source says. */
class PresetsTest {
    private static final ObservationSpec STACK = new ObservationSpec(4, 84, 84);

    private static RunConfig preset(String name) {
        return new ConfigLoader().resolvePreset(name, List.of());
    }

    private static long parameters(RunConfig config, int actions) {
        return NetworkSpec.of(config.network(), STACK, config.observation().scale(), actions, 1, false)
                .parameterCount();
    }

    private static EpsilonConfig linear(double to, long over) {
        return new EpsilonConfig(1, to, Schedule.LINEAR, over, 1, Unit.AGENT_STEPS, OptionalLong.empty());
    }

    static List<String> names() {
        return Presets.installed().names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPresetHasOneLineAboutIt(String name) {
        assertThat(Presets.installed().description(name))
                .hasSizeBetween(20, 120)
                .endsWith(".");
    }

    @Test
    void thePresetsAreHere() {
        assertThat(names()).contains("default", "dopamine", "nature", "breakout-course", "breakout-course-small");
    }

    @Test
    void theDefaultDiffersFromDopamineInWhatMakesItLearnFaster() {
        List<String> differences = List.of(
                "environment.lifeLoss=discount",
                "network.layers=[{conv: {filters: 32, kernel: 8, stride: 4}}, {conv: {filters: 64, kernel: 4, stride: 2}},"
                        + "{conv: {filters: 64, kernel: 3, stride: 1}}, {maxPool: {kernel: 3, stride: 2}},"
                        + "{dense: 512}, {dense: 512}]",
                "agent.nStep=3",
                "agent.update={every: 16, batch: 64}",
                "agent.optimizer.adam={learningRate: 2.5e-4, epsilon: 7.5e-5}",
                "agent.learningRateDecay={to: 0.3, over: 125_000}",
                "agent.weightAverage={updates: 1_000}",
                "agent.distribution={implicit: {samples: 16, kappa: 1}}",
                "agent.epsilon.over=100_000",
                "compute.precision=auto");
        assertThat(new ConfigLoader().resolvePreset("dopamine", differences)).isEqualTo(preset("default"));
    }

    @Test
    void dopamine() {
        RunConfig config = preset("dopamine");
        assertThat(config.environment())
                .isEqualTo(new EnvironmentConfig(
                        1,
                        0.25,
                        new FrameSkip(4, 4),
                        ActionSet.MINIMAL,
                        0,
                        NoopUnit.FRAMES,
                        LifeLossMode.IGNORE,
                        4 * 27_000));
        assertThat(config.observation())
                .isEqualTo(new ObservationConfig(
                        Source.SCREEN,
                        Pool.FRAMES,
                        PoolColor.GREY,
                        Color.GREY,
                        1,
                        Optional.empty(),
                        Optional.of(new Resize(84, 84, Method.AREA)),
                        4,
                        Before.BLANK,
                        AfterReset.NEW,
                        1.0 / 255));
        assertThat(config.reward().clip()).contains(new Clip(-1, 1));
        assertThat(config.reward().scale()).isEqualTo(1);
        assertThat(config.network().padding()).isEqualTo(Padding.SAME);
        assertThat(config.network().initialization()).isEqualTo(Initialization.GLOROT_UNIFORM);
        assertThat(parameters(config, 6)).isEqualTo(4_046_502);
        assertThat(config.agent())
                .isEqualTo(new AgentConfig(
                        0.99,
                        1,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Loss.MSE,
                        LossOver.ACTION,
                        TerminalTarget.REWARD,
                        linear(0.01, 250_000),
                        OptionalInt.empty(),
                        Optional.of(new TargetConfig(8_000, Unit.AGENT_STEPS)),
                        Optional.empty(),
                        new UpdateConfig(4, Unit.AGENT_STEPS, 1, 32),
                        10_000,
                        new Adam(6.25e-5, 0.9, 0.999, 1.5e-4),
                        Optional.empty(),
                        OptionalInt.empty(),
                        0,
                        Optional.empty()));
        assertThat(config.replay()).isEqualTo(new ReplayConfig(1_000_000, 20_000, new Uniform(), true, Clear.NEVER));
    }

    @Test
    void nature() {
        RunConfig config = preset("nature");
        assertThat(config.budget()).isEqualTo(new Budget(200_000_000, Budget.Unit.FRAMES));
        assertThat(config.environment())
                .isEqualTo(new EnvironmentConfig(
                        1,
                        0,
                        new FrameSkip(4, 4),
                        ActionSet.MINIMAL,
                        30,
                        NoopUnit.FRAMES,
                        LifeLossMode.DISCOUNT,
                        108_000));
        assertThat(config.observation()).isEqualTo(preset("dopamine").observation());
        assertThat(config.reward().clip()).contains(new Clip(-1, 1));
        assertThat(config.network().padding()).isEqualTo(Padding.VALID);
        assertThat(parameters(config, 6)).isEqualTo(1_687_206);
        assertThat(config.agent())
                .isEqualTo(new AgentConfig(
                        0.99,
                        1,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Loss.HUBER,
                        LossOver.ACTION,
                        TerminalTarget.REWARD,
                        linear(0.1, 1_000_000),
                        OptionalInt.empty(),
                        Optional.of(new TargetConfig(10_000, Unit.AGENT_STEPS)),
                        Optional.empty(),
                        new UpdateConfig(4, Unit.AGENT_STEPS, 1, 32),
                        10_000,
                        new RmsPropCentered(2.5e-4, 0.95, 0.01 / (32 * 32)),
                        Optional.empty(),
                        OptionalInt.empty(),
                        0,
                        Optional.empty()));
        assertThat(config.replay()).isEqualTo(new ReplayConfig(1_000_000, 50_000, new Uniform(), true, Clear.NEVER));
        assertThat(config.evaluation())
                .isEqualTo(new EvaluationConfig(OptionalLong.empty(), 30, 0.05, OptionalInt.of(5 * 60 * 60)));
        assertThat(config.evaluationEnvironment().maxEpisodeFrames()).isEqualTo(18_000);
    }

    @Test
    void breakoutCourse() {
        RunConfig config = preset("breakout-course");
        assertThat(config.game()).isEqualTo("breakout");
        assertThat(config.budget()).isEqualTo(new Budget(12_000, Budget.Unit.EPISODES));
        assertThat(config.environment())
                .isEqualTo(new EnvironmentConfig(
                        1,
                        0.25,
                        new FrameSkip(2, 4),
                        ActionSet.MINIMAL,
                        30,
                        NoopUnit.AGENT_STEPS,
                        LifeLossMode.IGNORE,
                        108_000));
        assertThat(config.observation())
                .isEqualTo(new ObservationConfig(
                        Source.SCREEN,
                        Pool.OBSERVATIONS,
                        PoolColor.RGB,
                        Color.LUMINANCE,
                        1,
                        Optional.empty(),
                        Optional.of(new Resize(84, 84, Method.BILINEAR)),
                        4,
                        Before.FIRST,
                        AfterReset.NEW,
                        1.0 / 255));
        assertThat(config.reward().clip()).contains(new Clip(-1, 1));
        assertThat(parameters(config, 4)).isEqualTo(1_686_180);
        assertThat(config.agent())
                .isEqualTo(new AgentConfig(
                        0.99,
                        1,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Loss.HUBER,
                        LossOver.ACTION,
                        TerminalTarget.REWARD,
                        linear(0.1, 1_000_000),
                        OptionalInt.empty(),
                        Optional.of(new TargetConfig(10_000, Unit.AGENT_STEPS)),
                        Optional.empty(),
                        new UpdateConfig(4, Unit.AGENT_STEPS, 1, 32),
                        10_000,
                        new RmsPropTensorFlow(2.5e-4, 0.9, 0.95, 0.01),
                        Optional.empty(),
                        OptionalInt.empty(),
                        0,
                        Optional.empty()));
        assertThat(config.replay()).isEqualTo(new ReplayConfig(400_000, 20_000, new Uniform(), true, Clear.NEVER));
        assertThat(config.evaluation().episodes()).isEqualTo(30);
        assertThat(config.evaluation().epsilon()).isEqualTo(0.05);
        assertThat(config.logging()).isEqualTo(new LoggingConfig(true, Optional.of("GAME-v0")));
        assertThat(config.compute().pipeline()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "breakout, Breakout-v0",
        "assault, Assault-v0",
        "ms_pacman, MsPacman-v0",
        "up_n_down, UpNDown-v0",
        "tic_tac_toe_3d, TicTacToe3D-v0"
    })
    void theBreakoutCoursesTagsBeginWithTheGame(String game, String prefix) {
        RunConfig config = new ConfigLoader().resolvePreset("breakout-course", List.of("game=" + game));
        assertThat(config.logging().tensorBoardPrefix(config.game())).contains(prefix);
    }

    @Test
    void theSmallBreakoutCourseDiffersInFourNumbers() {
        RunConfig same = new ConfigLoader()
                .resolvePreset(
                        "breakout-course",
                        List.of(
                                "budget.episodes=2_000",
                                "replay.capacity=40_000",
                                "replay.start=5_000",
                                "agent.target.every=1_000"));
        assertThat(preset("breakout-course-small")).isEqualTo(same);
    }
}
