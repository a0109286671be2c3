package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.metrics.MetricSink;
import dqn.metrics.ProgressMetrics;
import dqn.network.onednn.OneDnnBackend;
import dqn.training.ConfigLoader;
import dqn.training.Presets;
import dqn.training.RunCheck;
import dqn.training.RunConfig;
import dqn.training.TrainingRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each preset with its full network on the cartridge of its game. */
class PresetsOnGamesTest {
    /** Is never trained here: it needs 24 GB, which is more memory than a test has. ReproductionsTest knows its numbers. */
    private static final String LARGE = "rgb-large";

    private static final List<String> STEPS = List.of("budget={agentSteps: 840}", "replay={capacity: 500, start: 32}");
    /** The default updates a quarter as often. */
    private static final List<String> MORE_STEPS =
            List.of("budget={agentSteps: 3256}", "replay={capacity: 500, start: 32}");

    private static final List<String> ITERATIONS = List.of("budget={iterations: 10}", "agent.iterationAgentSteps=100");
    private static final List<String> TWO_ITERATIONS =
            List.of("budget={iterations: 2}", "agent.iterationAgentSteps=100");
    private static final List<String> GAMES =
            List.of("budget={episodes: 3}", "replay.start=200", "agent.update.count=100");
    /** An update at each, of 50 to 150 ms. */
    private static final List<String> LIGHT = List.of("budget={agentSteps: 200}");

    /** What is expected of a preset that is made this much shorter. */
    record Expected(List<String> shortened, String observation, int parameters, int updates) {}

    private static final Map<String, Expected> EXPECTED = Map.ofEntries(
            // (50 + 1) * 64 + (64 + 1) * 3
            Map.entry("catch", new Expected(STEPS, "1x10x5", 3_459, 808)),
            Map.entry("default", new Expected(MORE_STEPS, "4x84x84", 1_557_158, 200)),
            Map.entry("dopamine", new Expected(STEPS, "4x84x84", 4_046_502, 202)),
            // 33,888 of the convolutions, 1,152 places behind their maxima
            Map.entry("open_invaders", new Expected(MORE_STEPS, "4x84x84", 413_030, 200)),
            // one sooner: with a ball lost at once the first 32 transitions are known at their last step
            Map.entry("quick", new Expected(MORE_STEPS, "4x84x84", 412_516, 201)),
            Map.entry("nature", new Expected(STEPS, "4x84x84", 1_687_206, 202)),
            Map.entry("breakout-course", new Expected(STEPS, "4x84x84", 1_686_180, 203)),
            Map.entry("breakout-course-small", new Expected(STEPS, "4x84x84", 1_686_180, 203)),
            Map.entry("notebook-90x80", new Expected(ITERATIONS, "1x90x80", 153_510, 10 * 20)),
            Map.entry("notebook-90x80-conv3", new Expected(ITERATIONS, "1x90x80", 237_510, 10 * 20)),
            Map.entry("notebook-90x80-as-published", new Expected(TWO_ITERATIONS, "1x90x80", 153_510, 2 * 640)),
            Map.entry("ram-mlp", new Expected(GAMES, "1x1x128", 100_358, 300)),
            Map.entry("ram-mlp-as-published", new Expected(GAMES, "1x1x128", 100_358, 300)),
            Map.entry("rgb-light", new Expected(LIGHT, "3x210x160", 32_208_070, 200)),
            Map.entry("rgb-light-as-published", new Expected(LIGHT, "3x210x160", 32_208_070, 200)));

    static List<String> presets() {
        return Presets.installed().names().stream()
                .filter(name -> !name.equals(LARGE))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void learns(String preset) throws IOException {
        assertThat(EXPECTED).as("what is expected of each preset").containsKey(preset);
        Expected expected = EXPECTED.get(preset);
        RunConfig config = new ConfigLoader().resolvePreset(preset, expected.shortened());
        CommandLines.assumeRom(config.game());
        Ends ends = new Ends();
        try (TrainingRun run =
                new TrainingRun(config, Games.of(config.game(), Optional.empty()), new OneDnnBackend(2), ends)) {
            float[] before = run.captureModel().get().parameters();
            assertThat(run.train(List.of())).isTrue();
            run.conclude();
            assertThat(run.online().spec().input()).hasToString(expected.observation());
            assertThat(before).hasSize(expected.parameters());
            assertThat(run.counters().learnerUpdateCount).isEqualTo(expected.updates());
            assertMoved(before, run.captureModel().get().parameters());
            assertThat(ends.losses).isNotEmpty().allMatch(loss -> Double.isFinite(loss) && loss > 0);
            assertThat(ends.differentMaxQ).hasSizeGreaterThan(expected.updates() / 2);
        }
    }

    private static void assertMoved(float[] before, float[] after) {
        int moved = 0;
        for (int i = 0; i < after.length; i++) {
            moved += after[i] == before[i] ? 0 : 1;
            if (!Float.isFinite(after[i])) {
                throw new AssertionError("weight " + i + " has become " + after[i]);
            }
        }
        assertThat(moved).isGreaterThan(after.length / 100);
    }

    @ParameterizedTest
    @CsvSource({"assault, 7, 100_615", "ms_pacman, 9, 101_129"})
    void theMemoryOfOtherGamesCanBeLearntFromToo(String game, int actions, String parameters) throws IOException {
        List<String> changes = new ArrayList<>(GAMES);
        changes.addAll(List.of("game=" + game, "budget={episodes: 1}"));
        RunConfig config = new ConfigLoader().resolvePreset("ram-mlp-as-published", changes);
        CommandLines.assumeRom(game);
        try (TrainingRun run =
                new TrainingRun(config, Games.of(game, Optional.empty()), new OneDnnBackend(2), new Ends())) {
            float[] before = run.captureModel().get().parameters();
            assertThat(run.online().spec().outputs()).isEqualTo(actions);
            assertThat(before).hasSize(Integer.parseInt(parameters.replace("_", "")));
            run.train(List.of());
            assertThat(run.counters().learnerUpdateCount).isEqualTo(100);
            assertMoved(before, run.captureModel().get().parameters());
        }
    }

    /** 6 vectors of 2.06 GB in the heap, an eighth to spare, one beside it, and the pictures of a batch. */
    @Test
    void theLargestSaysWhatItNeedsBeforeItTakesAnything() {
        RunConfig config = new ConfigLoader().resolvePreset(LARGE, List.of());
        CommandLines.assumeRom(config.game());
        assertThatThrownBy(() -> RunCheck.of(config, Games.of(config.game(), Optional.empty())))
                .isInstanceOf(DqnException.class)
                .hasMessageMatching(
                        "The network may need 2[1-4]\\.\\d GB for its weights and a batch of 64, and may take"
                                + " [0-9.]+ [GM]B( in Java's heap|, which this machine has free): .*");
    }

    /** Keeps the mean loss of each row of metrics (of most presets one), and the first largest Q-value of each update. */
    private static final class Ends implements MetricSink {
        private final List<Double> losses = new ArrayList<>();
        private final Set<Double> differentMaxQ = new HashSet<>();

        @Override
        public void onUpdate(double[] maxQ) {
            assertThat(Arrays.stream(maxQ)).allMatch(Double::isFinite);
            differentMaxQ.add(maxQ[0]);
        }

        @Override
        public void onProgress(ProgressMetrics progress) {
            losses.add(progress.loss());
        }
    }
}
