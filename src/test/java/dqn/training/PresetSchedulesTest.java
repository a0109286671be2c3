package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.agent.AgentConfig;
import dqn.agent.AgentConfig.TargetConfig;
import dqn.agent.AgentConfig.Unit;
import dqn.agent.Counters;
import dqn.agent.EpsilonSchedule;
import dqn.network.LearningRateDecay;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program's own presets, and those of papers, come to at chosen steps; ReproductionsTest has the others. */
class PresetSchedulesTest {
    private static AgentConfig agent(String preset) {
        return new ConfigLoader().resolvePreset(preset, List.of()).agent();
    }

    /** From the replay's start on, along a line. */
    @ParameterizedTest
    @CsvSource({
        "default, 20_000, 1",
        "default, 70_000, 0.505",
        "default, 120_000, 0.01",
        "default, 2_500_000, 0.01",
        "dopamine, 20_000, 1",
        "dopamine, 145_000, 0.505",
        "dopamine, 270_000, 0.01",
        "nature, 50_000, 1",
        "nature, 550_000, 0.55",
        "nature, 1_050_000, 0.1",
        "nature, 50_000_000, 0.1",
        "open_invaders, 5_000, 1",
        "open_invaders, 30_000, 0.505",
        "open_invaders, 55_000, 0.01",
        "quick, 30_000, 0.505",
        "quick, 600_000, 0.01",
        "catch, 200, 1",
        "catch, 2_200, 0.525",
        "catch, 4_200, 0.05"
    })
    void epsilonFalls(String preset, String agentSteps, double epsilon) {
        RunConfig config = new ConfigLoader().resolvePreset(preset, List.of());
        Counters counters = new Counters();
        counters.agentStepCount = Long.parseLong(agentSteps.replace("_", ""));
        assertThat(new EpsilonSchedule(config.agent().epsilon(), config.replay().start()).value(counters))
                .isCloseTo(epsilon, within(1e-12));
    }

    /** Times the optimiser's, after so many updates. */
    @ParameterizedTest
    @CsvSource({
        "default, 0, 1",
        "default, 62_500, 0.65",
        "default, 125_000, 0.3",
        "default, 999_999, 0.3",
        "open_invaders, 6_500, 0.6",
        "open_invaders, 13_000, 0.2",
        "quick, 18_000, 0.6",
        "quick, 36_000, 0.2",
        "dopamine, 999_999, 1",
        "nature, 999_999, 1",
        "catch, 999_999, 1"
    })
    void theLearningRateFalls(String preset, String updates, double factor) {
        LearningRateDecay decay = agent(preset).learningRateDecay().orElse(LearningRateDecay.NONE);
        long next = Long.parseLong(updates.replace("_", "")) + 1;
        assertThat(decay.factor(next)).isCloseTo(factor, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "default, 8_000, 16",
        "dopamine, 8_000, 4",
        "nature, 10_000, 4",
        "open_invaders, 4_000, 16",
        "quick, 4_000, 16",
        "catch, 200, 1"
    })
    void theTargetNetworkIsCopiedAndTheOtherUpdatedEverySoManyAgentSteps(String preset, String copies, int update) {
        AgentConfig agent = agent(preset);
        assertThat(agent.target())
                .contains(new TargetConfig(Integer.parseInt(copies.replace("_", "")), Unit.AGENT_STEPS));
        assertThat(agent.update().every()).isEqualTo(update);
        assertThat(agent.update().unit()).isEqualTo(Unit.AGENT_STEPS);
    }
}
