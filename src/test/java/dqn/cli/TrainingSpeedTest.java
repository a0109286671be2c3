package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.env.Catch;
import dqn.metrics.MetricSinks;
import dqn.network.onednn.OneDnnBackend;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import dqn.training.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrainingSpeedTest {
    private static final long SECOND = 1_000_000_000;

    /** A second at each boundary: ten to get warm, seven to measure. */
    @Test
    void aSlowComputerIsNotWarmedUpForMinutes() throws Exception {
        List<String> settings = new ArrayList<>(TrainingSpeed.settings(Catch.NAME));
        settings.add(TrainingSpeed.replay("100"));
        RunConfig config = new ConfigLoader().resolvePreset(Catch.NAME, settings);
        AtomicLong clock = new AtomicLong();
        try (TrainingRun run = new TrainingRun(
                config, Games.of(Catch.NAME, Optional.empty()), new OneDnnBackend(1), new MetricSinks(Map.of()))) {
            Spread speed = new TrainingSpeed(run, () -> clock.addAndGet(SECOND)).measure(100, 7);
            assertThat(speed.min()).isPositive().isEqualTo(speed.max());
            assertThat(run.counters().agentStepCount - 100).isBetween(16 * (long) speed.min(), 18 * (long) speed.min());
        }
    }
}
