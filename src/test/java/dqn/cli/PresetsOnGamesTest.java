package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.metrics.MetricSink;
import dqn.metrics.ProgressMetrics;
import dqn.network.dl4j.Dl4jBackend;
import dqn.training.ConfigLoader;
import dqn.training.Presets;
import dqn.training.RunConfig;
import dqn.training.TrainingRun;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each preset with its full network on the cartridge of its game, for a few updates. */
class PresetsOnGamesTest {
    private static final Map<String, Integer> PARAMETERS = Map.of(
            "catch", 3_459, // (50 + 1) * 64 + (64 + 1) * 3
            "default", 1_881_120,
            "dopamine", 4_046_502,
            "nature", 1_687_206,
            "breakout-course", 1_686_180,
            "breakout-course-small", 1_686_180);

    static List<String> presets() {
        return Presets.installed().names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void learns(String preset) throws IOException {
        RunConfig config = new ConfigLoader()
                .resolvePreset(preset, List.of("budget={agentSteps: 48}", "replay={capacity: 100, start: 32}"));
        CommandLines.assumeRom(config.game());
        Ends ends = new Ends();
        try (TrainingRun run =
                new TrainingRun(config, Games.of(config.game(), Optional.empty()), new Dl4jBackend(), ends)) {
            float[] before = run.captureModel().get().parameters();
            assertThat(run.train(List.of())).isTrue();
            run.conclude();
            assertThat(before).hasSize(PARAMETERS.getOrDefault(preset, before.length));
            assertThat(run.counters().learnerUpdateCount).isPositive();
            float[] after = run.captureModel().get().parameters();
            assertThat(after).isNotEqualTo(before);
            for (float weight : after) {
                if (!Float.isFinite(weight)) {
                    throw new AssertionError(preset + " learned " + weight);
                }
            }
            assertThat(ends.last.loss()).isFinite().isNotNegative();
            assertThat(ends.last.meanMaxQ()).isFinite();
        }
    }

    private static final class Ends implements MetricSink {
        private ProgressMetrics last;

        @Override
        public void onProgress(ProgressMetrics progress) {
            last = progress;
        }
    }
}
