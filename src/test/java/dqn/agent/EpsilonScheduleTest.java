package dqn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.agent.AgentConfig.EpsilonConfig;
import dqn.agent.AgentConfig.Schedule;
import dqn.agent.AgentConfig.Unit;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EpsilonScheduleTest {
    private final Counters counters = new Counters();

    @Test
    void dopamineWaitsForTheReplayAndThenFallsOver250000AgentSteps() {
        EpsilonSchedule schedule = linear(1, 0.01, 250_000, Unit.AGENT_STEPS, OptionalLong.empty());
        assertThat(at(schedule, 0)).isEqualTo(1);
        assertThat(at(schedule, 20_000)).isEqualTo(1);
        assertThat(at(schedule, 145_000)).isCloseTo(0.505, within(1e-12));
        assertThat(schedule.isFinal(counters)).isFalse();
        assertThat(at(schedule, 270_000)).isEqualTo(0.01);
        assertThat(schedule.isFinal(counters)).isTrue();
        assertThat(at(schedule, 9_000_000)).isEqualTo(0.01);
    }

    @Test
    void aFixedStartNeedNotBeTheReplays() {
        EpsilonSchedule schedule = linear(1, 0, 10, Unit.AGENT_STEPS, OptionalLong.of(5));
        assertThat(at(schedule, 5)).isEqualTo(1);
        assertThat(at(schedule, 10)).isEqualTo(0.5);
        assertThat(at(schedule, 15)).isEqualTo(0);
    }

    @Test
    void ramMlpFallsByEpisode() {
        EpsilonSchedule schedule = linear(0.08, 0.01, 1_400, Unit.EPISODES, OptionalLong.of(0));
        for (long episode : new long[] {0, 200, 700, 1_400, 5_000}) {
            counters.episodeCount = episode;
            assertThat(schedule.value(counters)).isCloseTo(Math.max(0.01, 0.08 - 0.01 * episode / 200), within(1e-12));
        }
    }

    @Test
    void exponentialFallsPerEpisodeToAFloor() {
        EpsilonSchedule schedule = exponential(0.2, 0.05, 0.99, Unit.EPISODES);
        counters.episodeCount = 0;
        assertThat(schedule.value(counters)).isEqualTo(0.2);
        counters.episodeCount = 16;
        assertThat(schedule.value(counters)).isCloseTo(0.2 * Math.pow(0.99, 16), within(1e-12));
        counters.episodeCount = 10_000;
        assertThat(schedule.value(counters)).isEqualTo(0.05);
    }

    @Test
    void exponentialPerIterationHasNoFloorAtZero() {
        EpsilonSchedule schedule = exponential(1, 0, 0.995, Unit.ITERATIONS);
        counters.iterationCount = 1_000;
        assertThat(schedule.value(counters)).isCloseTo(0.006654, within(1e-6));
    }

    /** 0.995^459 = 0.1002. */
    @Test
    void anExponentialFallIsOverAtOneTenth() {
        EpsilonSchedule schedule = exponential(1, 0, 0.995, Unit.ITERATIONS);
        counters.iterationCount = 459;
        assertThat(schedule.isFinal(counters)).isFalse();
        counters.iterationCount = 460;
        assertThat(schedule.isFinal(counters)).isTrue();
    }

    @Test
    void aLinearFallIsOverAtItsEnd() {
        EpsilonSchedule schedule = linear(0.08, 0.01, 7, Unit.EPISODES, OptionalLong.of(0));
        counters.episodeCount = 6;
        assertThat(schedule.isFinal(counters)).isFalse();
        counters.episodeCount = 7;
        assertThat(schedule.isFinal(counters)).isTrue();
    }

    private double at(EpsilonSchedule schedule, long agentSteps) {
        counters.agentStepCount = agentSteps;
        return schedule.value(counters);
    }

    private static EpsilonSchedule linear(double from, double to, long over, Unit unit, OptionalLong start) {
        return new EpsilonSchedule(new EpsilonConfig(from, to, Schedule.LINEAR, over, 1, unit, start), 20_000);
    }

    private static EpsilonSchedule exponential(double from, double to, double factor, Unit unit) {
        return new EpsilonSchedule(
                new EpsilonConfig(from, to, Schedule.EXPONENTIAL, 1, factor, unit, OptionalLong.of(0)), 0);
    }
}
