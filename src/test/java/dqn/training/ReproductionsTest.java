package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.agent.AgentConfig;
import dqn.agent.AgentConfig.LossOver;
import dqn.agent.AgentConfig.TargetConfig;
import dqn.agent.AgentConfig.TerminalTarget;
import dqn.agent.AgentConfig.Unit;
import dqn.agent.AgentConfig.UpdateConfig;
import dqn.agent.Counters;
import dqn.agent.EpsilonSchedule;
import dqn.core.ObservationSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec.Adam;
import dqn.preprocess.ObservationConfig.AfterReset;
import dqn.preprocess.ObservationConfig.Pool;
import dqn.replay.ReplayConfig.Clear;
import dqn.replay.ReplayConfig.Pairs;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The presets of student projects and courses say what these did. */
class ReproductionsTest {
    private static RunConfig preset(String name, String... changes) {
        return new ConfigLoader().resolvePreset(name, List.of(changes));
    }

    private static long parameters(RunConfig config, int channels, int height, int width) {
        ObservationSpec input = new ObservationSpec(channels, height, width);
        return NetworkSpec.of(config.network(), input, config.observation().scale(), 6, 1, false)
                .parameterCount();
    }

    static Stream<String> names() {
        return Presets.installed().names().stream().filter(name -> name.matches("(breakout|notebook|ram|rgb)-.*"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void allPlayVersionZeroOfThatTimeAndLearnOneThingAfterAnother(String name) {
        RunConfig config = preset(name);
        boolean breakout = name.startsWith("breakout");
        assertThat(config.game()).isEqualTo(breakout ? "breakout" : "space_invaders");
        assertThat(config.reward().clip().isPresent()).isEqualTo(breakout);
        assertThat(config.environment().stickyActions()).isEqualTo(0.25);
        assertThat(config.environment().frameSkip().min()).isEqualTo(2);
        assertThat(config.environment().frameSkip().max()).isEqualTo(4);
        assertThat(config.compute().pipeline()).isFalse();
        assertThat(config.agent().nStep()).isEqualTo(1);
        assertThat(config.agent().doubleQ()).isFalse();
        assertThat(config.agent().distribution()).isEmpty();
    }

    /**
     * Epsilon after so many of its units: from 1 to 0.1 within a million behind the replay's start; 0.995^n;
     * 0.08 - 0.01 n / 200, at least 0.01; 0.2 * 0.9^n; 0.2 * 0.99^n, at least 0.05.
     */
    @ParameterizedTest
    @CsvSource({
        "breakout-course, 0, 1",
        "breakout-course, 20_000, 1",
        "breakout-course, 120_000, 0.91",
        "breakout-course, 520_000, 0.55",
        "breakout-course, 1_020_000, 0.1",
        "breakout-course, 9_000_000, 0.1",
        "breakout-course-small, 5_000, 1",
        "breakout-course-small, 505_000, 0.55",
        "notebook-90x80, 0, 1",
        "notebook-90x80, 1, 0.995",
        "notebook-90x80, 138, 0.500709",
        "ram-mlp, 0, 0.08",
        "ram-mlp, 100, 0.075",
        "ram-mlp, 1_000, 0.03",
        "ram-mlp, 1_400, 0.01",
        "ram-mlp, 9_999, 0.01",
        "rgb-light, 0, 0.2",
        "rgb-light, 2, 0.162",
        "rgb-light, 29, 0.0094205",
        "rgb-large, 16, 0.170292",
        "rgb-large, 137, 0.0504721",
        "rgb-large, 138, 0.05"
    })
    void epsilonFallsAsTheirs(String name, String count, double epsilon) {
        RunConfig config = preset(name);
        Counters counters = new Counters();
        counters.episodeCount = Long.parseLong(count.replace("_", ""));
        counters.iterationCount = counters.episodeCount;
        counters.agentStepCount = counters.episodeCount;
        assertThat(new EpsilonSchedule(config.agent().epsilon(), config.replay().start()).value(counters))
                .isCloseTo(epsilon, within(5e-7));
    }

    @Test
    void notebook() {
        RunConfig config = preset("notebook-90x80");
        AgentConfig agent = config.agent();
        assertThat(parameters(config, 1, 90, 80)).isEqualTo(153_510);
        assertThat(parameters(preset("notebook-90x80-conv3"), 1, 90, 80)).isEqualTo(237_510);
        assertThat(agent.discount()).isEqualTo(0.99);
        assertThat(agent.target()).isEmpty();
        assertThat(agent.update()).isEqualTo(new UpdateConfig(1, Unit.ITERATIONS, 20, 32));
        assertThat(agent.iterationAgentSteps()).isEqualTo(10_000);
        assertThat(agent.optimizer()).isEqualTo(new Adam(1e-3, 0.9, 0.999, 1e-7));
        assertThat(config.replay().clear()).isEqualTo(Clear.ITERATION);
        assertThat(config.replay().withReplacement()).isTrue();
        assertThat(config.observation().stack()).isEqualTo(1);
    }

    @Test
    void ram() {
        RunConfig config = preset("ram-mlp");
        AgentConfig agent = config.agent();
        assertThat(parameters(config, 1, 1, 128)).isEqualTo(100_358);
        assertThat(config.network().initialization()).isEqualTo(Initialization.PYTORCH);
        assertThat(agent.discount()).isEqualTo(0.98);
        assertThat(agent.loss()).isEqualTo(AgentConfig.Loss.HUBER);
        assertThat(agent.target()).contains(new TargetConfig(20, Unit.EPISODES));
        assertThat(agent.update()).isEqualTo(new UpdateConfig(1, Unit.EPISODES, 10, 128));
        assertThat(agent.optimizer()).isEqualTo(new Adam(2e-3, 0.9, 0.999, 1e-8));
        assertThat(config.reward().scale()).isEqualTo(1.0 / 100);
        assertThat(config.replay().capacity().transitions()).isEqualTo(100_000);
        assertThat(config.replay().start()).isEqualTo(2_001);
        assertThat(config.replay().withReplacement()).isFalse();
        assertThat(config.observation().scale()).isEqualTo(1);
        assertThat(config.budget()).isEqualTo(new Budget(10_000, Budget.Unit.EPISODES));
        assertThat(config.evaluation().episodes()).isEqualTo(30);
        assertThat(config.evaluation().epsilon()).isZero();
    }

    @Test
    void rgb() {
        RunConfig light = preset("rgb-light");
        RunConfig large = preset("rgb-large");
        assertThat(parameters(light, 3, 210, 160)).isEqualTo(32_208_070);
        assertThat(parameters(large, 3, 210, 160)).isEqualTo(514_819_174);
        for (RunConfig config : List.of(light, large)) {
            assertThat(config.observation().pool()).isEqualTo(Pool.NONE);
            assertThat(config.observation().scale()).isEqualTo(1);
            assertThat(config.agent().target()).isEmpty();
            assertThat(config.agent().lossOver()).isEqualTo(LossOver.OUTPUTS);
            assertThat(config.agent().optimizer()).isEqualTo(new Adam(1e-3, 0.9, 0.999, 1e-7));
        }
        assertThat(light.agent().discount()).isEqualTo(0.5);
        assertThat(light.agent().update()).isEqualTo(new UpdateConfig(1, Unit.AGENT_STEPS, 1, 1));
        assertThat(light.replay().capacity().transitions()).isZero();
        assertThat(light.budget()).isEqualTo(new Budget(30, Budget.Unit.EPISODES));
        assertThat(large.agent().discount()).isEqualTo(0.6);
        assertThat(large.agent().update()).isEqualTo(new UpdateConfig(1, Unit.EPISODES, 1, 64));
        assertThat(large.replay().capacity().transitions()).isEqualTo(100_000);
        assertThat(large.budget()).isEqualTo(new Budget(1_500, Budget.Unit.EPISODES));
    }

    @Test
    void asPublishedMeansTheirMistakesAndNothingElse() {
        RunConfig notebook = preset("notebook-90x80-as-published");
        assertThat(notebook.agent().terminalTarget()).isEqualTo(TerminalTarget.ZERO);
        assertThat(notebook.agent().update()).isEqualTo(new UpdateConfig(1, Unit.ITERATIONS, 640, 1));
        assertThat(notebook.observation().afterReset()).isEqualTo(AfterReset.OLD);
        assertThat(notebook.replay().pairs()).contains(new Pairs(4, 44, true));
        assertThat(preset(
                        "notebook-90x80-as-published",
                        "agent={terminalTarget: reward, update: {count: 20, batch: 32}}",
                        "observation={afterReset: new, pool: observations}",
                        "replay.pairs=none"))
                .isEqualTo(preset("notebook-90x80"));
        assertThat(preset("ram-mlp-as-published")).isEqualTo(preset("ram-mlp", "agent.randomActions=2"));
        assertThat(preset("rgb-light-as-published")).isEqualTo(preset("rgb-light", "agent.terminalTarget=previous"));
    }
}
