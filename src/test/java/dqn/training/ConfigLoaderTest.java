package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.agent.AgentConfig;
import dqn.agent.AgentConfig.ClipGradient;
import dqn.agent.AgentConfig.Schedule;
import dqn.agent.AgentConfig.TargetConfig;
import dqn.agent.AgentConfig.Unit;
import dqn.core.ConfigException;
import dqn.core.RandomStream;
import dqn.env.EnvironmentConfig.FrameSkip;
import dqn.network.NetworkConfig.Layer;
import dqn.network.OptimizerSpec;
import dqn.preprocess.ObservationConfig.Crop;
import dqn.preprocess.ObservationConfig.Range;
import dqn.preprocess.RewardConfig.Clip;
import dqn.replay.ReplayConfig.Beta;
import dqn.replay.ReplayConfig.Prioritized;
import dqn.replay.ReplayConfig.Uniform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    private static final ConfigLoader LOADER = new ConfigLoader();

    @TempDir
    private Path folder;

    private static RunConfig with(String... sets) {
        return LOADER.resolvePreset("default", List.of(sets));
    }

    private RunConfig read(String yaml) throws IOException {
        return LOADER.resolveFile(Files.writeString(folder.resolve("my.yaml"), yaml), List.of());
    }

    static List<String> presets() {
        return LOADER.presets().names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void theResolvedFileReadsBackEqual(String preset) throws IOException {
        RunConfig config = LOADER.resolvePreset(preset, List.of());
        assertThat(read(ConfigLoader.toYaml(config))).isEqualTo(config);
    }

    /** The program may be an older one than the files that lie beside it by now. */
    @Test
    void aWholeFileStandsOnNoDefaultOfAnotherVersion() throws IOException {
        Path presets = Files.createDirectory(folder.resolve("config"));
        Files.writeString(
                presets.resolve("default.yaml"), Files.readString(Path.of("config/default.yaml")) + "newKey: 1\n");
        ConfigLoader later = new ConfigLoader(new Presets(presets), List.of());
        RunConfig config = LOADER.resolvePreset("rgb-light", List.of("seed=3"));
        Path file = Files.writeString(folder.resolve("config.yaml"), ConfigLoader.toYaml(config));

        assertThat(later.resolveFile(file, List.of())).isEqualTo(config);
        assertThat(later.resolveFile(file, List.of("seed=4")).seed()).isEqualTo(4);
        assertThat(later.resolveText("model.zip", Files.readString(file))).isEqualTo(config);
        assertThatThrownBy(() -> later.resolvePreset("default", List.of())).hasMessageContaining("newKey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "budget={iterations: 7}",
                "seed=-9_223_372_036_854_775_807",
                "environment.frameSkip=[2, 4]",
                "observation.crop={rows: [10, 100], columns: [0, 80]}",
                "observation.resize=none",
                "observation.scale=1",
                "observation.scale=0.0039",
                "reward.clip=none",
                "reward.clip=[-0.5, 2.5e-3]",
                "network.layers=[];agent.distribution=none",
                "network.head=dueling;agent.distribution={quantile: {atoms: 3, kappa: 0.5}}",
                "agent={weightAverage: {updates: 10}, learningRateDecay: none}",
                "agent.target=none",
                "agent.clipGradient={norm: 10}",
                "agent.clipGradient={value: 0.1}",
                "agent.epsilon.start=5",
                "agent.optimizer={rmsPropTensorFlow: {learningRate: 1, decay: 0, momentum: 0.5, epsilon: 1e-10}}",
                "replay.capacity=1536MiB",
                "replay.capacity=3GiB",
                "replay.compression=false",
                "replay.capacity=5KiB",
                "replay.capacity=1_000B",
                "replay.sampling={prioritized: {alpha: 0.6, beta: {from: 0.4, to: 1.0, over: 2_500_000}}}",
                "replay={capacity: 2GiB, sampling: {prioritized: {alpha: 0, beta: {from: 1, to: 0, over: 1}}}}",
                "checkpoint.everyDuration=none",
                "checkpoint.everyDuration=90min",
                "checkpoint.everyDuration=61s",
                "compute.threads=7",
                "logging.tensorBoardPrefix=\"none\"",
                "logging.tensorBoardPrefix='1: \"x\" # \u00e9 y'",
                "evaluation.maxEpisodeFrames=18_000",
            })
    void aChangedValueReadsBackEqual(String set) throws IOException {
        RunConfig config = with(set.split(";"));
        assertThat(config).isNotEqualTo(with());
        assertThat(read(ConfigLoader.toYaml(config))).isEqualTo(config);
    }

    @Test
    void readsEveryShapeOfValue() throws IOException {
        RunConfig config = read("""
                budget: {agentSteps: 250_000}
                environment: {frameSkip: [2, 4]}
                observation: {crop: {rows: [10, 100], columns: [0, 80]}, scale: 1/255}
                reward: {clip: [-2, 3]}
                network: {layers: [{dense: 256}]}
                agent:
                  epsilon: {from: 0.5, to: 0, schedule: exponential, factor: 0.995, unit: iterations, start: 0}
                  target: none
                  optimizer: {sgd: {learningRate: 1e-3, momentum: .9}}
                  clipGradient: {value: 1}
                replay: {capacity: 2GiB, sampling: {prioritized: {alpha: 0.6, beta: {from: 0.4, to: 1, over: 9}}}}
                checkpoint: {everyDuration: 2h}
                compute: {threads: 2}
                """);
        assertThat(config.budget()).isEqualTo(new Budget(250_000, Budget.Unit.AGENT_STEPS));
        assertThat(config.environment().frameSkip()).isEqualTo(new FrameSkip(2, 4));
        assertThat(config.observation().crop()).contains(new Crop(new Range(10, 100), new Range(0, 80)));
        assertThat(config.observation().scale()).isEqualTo(1.0 / 255);
        assertThat(config.reward().clip()).contains(new Clip(-2, 3));
        assertThat(config.network().layers()).containsExactly(new Layer.Dense(256));
        assertThat(config.agent().epsilon())
                .isEqualTo(new AgentConfig.EpsilonConfig(
                        0.5, 0, Schedule.EXPONENTIAL, 100_000, 0.995, Unit.ITERATIONS, OptionalLong.of(0)));
        assertThat(config.agent().target()).isEmpty();
        assertThat(config.agent().optimizer()).isEqualTo(new OptimizerSpec.Sgd(1e-3, 0.9));
        assertThat(config.agent().clipGradient()).contains(new ClipGradient(Double.POSITIVE_INFINITY, 1));
        assertThat(config.replay().capacity().bytes()).hasValue(2L << 30);
        assertThat(config.replay().sampling()).isEqualTo(new Prioritized(0.6, new Beta(0.4, 1, 9)));
        assertThat(config.checkpoint().everyDuration()).contains(Duration.ofHours(2));
        assertThat(config.compute().threads()).isEqualTo(OptionalInt.of(2));
    }

    @Test
    void mappingsAreMergedKeyByKey() {
        RunConfig config = with("agent.epsilon.to=0.2", "agent.optimizer.adam.learningRate=1e-4");
        assertThat(config.agent().epsilon().to()).isEqualTo(0.2);
        assertThat(config.agent().epsilon().over()).isEqualTo(100_000);
        assertThat(config.agent().optimizer()).isEqualTo(new OptimizerSpec.Adam(1e-4, 0.9, 0.999, 7.5e-5));
    }

    @Test
    void anotherChoiceReplacesTheFormer() {
        assertThat(with("budget.episodes=5").budget()).isEqualTo(new Budget(5, Budget.Unit.EPISODES));
        assertThat(with("agent.clipGradient={norm: 10}", "agent.clipGradient={value: 2}")
                        .agent()
                        .clipGradient())
                .contains(new ClipGradient(Double.POSITIVE_INFINITY, 2));
        assertThat(with("agent.optimizer.sgd.learningRate=1", "agent.optimizer.sgd.momentum=0")
                        .agent()
                        .optimizer())
                .isEqualTo(new OptimizerSpec.Sgd(1, 0));
        String prioritized = "replay.sampling={prioritized: {alpha: 0.6, beta: {from: 0.4, to: 1, over: 9}}}";
        assertThat(with(prioritized, "replay.sampling.prioritized.beta.over=5")
                        .replay()
                        .sampling())
                .isEqualTo(new Prioritized(0.6, new Beta(0.4, 1, 5)));
        assertThat(with(prioritized, "replay.sampling=uniform").replay().sampling())
                .isEqualTo(new Uniform());
        assertThat(with("agent.target=none", "agent.target={every: 3, unit: episodes}")
                        .agent()
                        .target())
                .contains(new TargetConfig(3, Unit.EPISODES));
    }

    @Test
    void laterOptionsWinAndAllWinOverTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("my.yaml"), "seed: 5\ngame: pong\n");
        RunConfig config = LOADER.resolveFile(file, List.of("seed=6", "seed=7"));
        assertThat(config.seed()).isEqualTo(7);
        assertThat(config.game()).isEqualTo("pong");
    }

    /** By the default and what leaves the game to it; not by what names one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open_invaders | default | seed=2",
                "open_invaders | nature | seed=2",
                "breakout | quick | seed=2",
                "breakout | breakout-course-small | seed=2",
                "pong | default | game=pong"
            })
    void anotherDefaultLiesBeneathAllElse(String game, String preset, String set) {
        ConfigLoader loader = new ConfigLoader(LOADER.presets(), List.of("game=open_invaders"));
        RunConfig config = loader.resolvePreset(preset, List.of(set));
        assertThat(config).isEqualTo(LOADER.resolvePreset(preset, List.of(set, "game=" + game)));
    }

    @Test
    void aFileStandsOnItsBase() throws IOException {
        RunConfig config = read("base: breakout-course-small\nagent: {target: {every: 9}}\nbudget: {frames: 5}\n");
        assertThat(config)
                .isEqualTo(LOADER.resolvePreset(
                        "breakout-course",
                        List.of(
                                "replay={capacity: 40_000, start: 5_000}",
                                "agent.target.every=9",
                                "budget={frames: 5}")));
        assertThat(ConfigLoader.toYaml(config)).doesNotContain("base:");
    }

    @Test
    void aTextFromBeforeAKeyWasHasItsDefault() {
        RunConfig config = LOADER.resolvePreset("nature", List.of());
        String older = ConfigLoader.toYaml(config).replaceFirst("\\s+terminalTarget: reward", "");
        assertThat(older).doesNotContain("terminalTarget");
        assertThat(LOADER.resolveText("older", older)).isEqualTo(config);
    }

    @Test
    void anEmptyFileIsTheDefault() throws IOException {
        assertThat(read("# nothing\n")).isEqualTo(with());
    }

    /** Whatever is done to the text, it is read or refused in one line. */
    @Test
    void noTextBreaksTheReader() throws IOException {
        String yaml = Files.readString(LOADER.presets().file("default"));
        RandomStream random = new RandomStream(1, "mutations");
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            try {
                read(mutated(yaml, random));
            } catch (ConfigException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n").startsWith(folder.toString());
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 1_999);
    }

    private static String mutated(String yaml, RandomStream random) {
        StringBuilder text = new StringBuilder(yaml);
        String inserts = "{}[]:,-#&*!|>'\"%@`\t \n0129.eE_/none";
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, inserts.charAt(random.nextInt(inserts.length())));
                case 2 -> text.setCharAt(at, (char) random.nextInt(0x3000));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(80)));
            }
        }
        return text.toString();
    }
}
