package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads when a configuration is wrong. */
class ConfigErrorsTest {
    private final ConfigLoader loader = new ConfigLoader();

    @TempDir
    private Path folder;

    /** The message without the file's name in front. */
    private String message(String yaml) throws IOException {
        Path file = folder.resolve("my.yaml");
        Files.writeString(file, yaml);
        ConfigException error = error(file);
        assertThat(error.getMessage()).startsWith(file.toString()).doesNotContain("\n");
        return error.getMessage().substring(file.toString().length());
    }

    private ConfigException error(Path file) {
        try {
            loader.resolveFile(file, List.of());
            throw new AssertionError("was accepted");
        } catch (ConfigException e) {
            return e;
        }
    }

    @Test
    void theGameWithoutAnEmulatorNeedsRulesOfItsOwn() throws IOException {
        assertThat(message("game: catch\nenvironment: {stickyActions: 0.1}"))
                .isEqualTo(
                        ":2: environment.stickyActions must be 0 with game: catch, which has no emulator; `base: catch` sets all that"
                                + " goes with it");
    }

    @Test
    void layersMustFitOnTheGameWithoutAnEmulator() {
        assertThatThrownBy(() -> loader.resolvePreset(
                        "catch",
                        List.of("network={padding: valid, layers: [{conv: {filters: 4, kernel: 8, stride: 4}}]}")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("network.layers[0] does not fit: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        agent.nStp=3                    | unknown key agent.nStp: did you mean agent.nStep?
        agent.epsilon.form=1            | unknown key agent.epsilon.form: did you mean agent.epsilon.from?
        agent.zzzzzz=1                  | unknown key agent.zzzzzz: known are discount, nStep, doubleQ, distribution, munchausen, loss, lossOver, terminalTarget, epsilon, randomActions, target, weightAverage, update, iterationAgentSteps, optimizer, learningRateDecay, randomShift, l2, clipGradient
        network.layers[1]=4             | unknown key network.layers[1]: did you mean network.layers?
        network.layers=[{dens: 4}]      | unknown key network.layers[0].dens: did you mean network.layers[0].dense?
        agent.loss=hubr                 | agent.loss must be mse or huber, not hubr: did you mean huber?
        agent.doubleQ=yes               | agent.doubleQ must be true or false, not yes
        seed=x                          | seed must be a whole number below 2^63, not x
        seed=1.5                        | seed must be a whole number below 2^63, not 1.5
        seed=99999999999999999999       | seed must be a whole number below 2^63, not 99999999999999999999
        seed=-9223372036854775808       | seed must be a whole number below 2^63, not -9223372036854775808
        agent.nStep=-9223372036854775808 | agent.nStep must be a whole number below 2^31, not -9223372036854775808
        seed=[1, 2]                     | seed must be a whole number below 2^63, not a list of 2
        seed.x=1                        | seed must be a whole number below 2^63, not a mapping
        agent.update.batch=3000000000   | agent.update.batch must be a whole number below 2^31, not 3000000000
        agent.discount="0.5"            | agent.discount must be a number, not "0.5"
        agent.discount=.nan             | agent.discount must be a number, not .nan
        agent.discount=.inf             | agent.discount must be a number, not .inf
        agent.discount=1e999            | agent.discount must be a number, not 1e999
        agent.discount=1/0              | agent.discount must be a number, not 1/0
        agent.discount=1.5              | agent.discount must be from 0 to 1, not 1.5
        agent=5                         | agent must be a mapping of discount, nStep, doubleQ, distribution, munchausen, loss, lossOver, terminalTarget, epsilon, randomActions, target, weightAverage, update, iterationAgentSteps, optimizer, learningRateDecay, randomShift, l2, clipGradient, not 5
        agent.optimizer={sgd: {learningRate: 1}} | agent.optimizer.sgd.momentum is missing
        agent.optimizer={adam: {}, sgd: {}} | agent.optimizer must have exactly one of adam, rmsPropCentered, rmsPropTensorFlow, sgd, not adam and sgd
        agent.optimizer.adam.learningRate=0 | agent.optimizer.adam.learningRate must be above 0, not 0
        agent.optimizer.adam.beta1=1    | agent.optimizer.adam.beta1 must be at least 0 and below 1 in float32, not 1.0
        agent.clipGradient={norm: 0}    | agent.clipGradient.norm must be above 0, not 0.0
        agent.clipGradient={}           | agent.clipGradient must have exactly one of norm, value, not none
        agent.target.unit=iterations    | agent.target.unit must be agentSteps, updates or episodes, not iterations
        agent.update.unit=updates       | agent.update.unit must be agentSteps, episodes or iterations, not updates
        agent.epsilon.unit=updates      | agent.epsilon.unit must be agentSteps, episodes or iterations, not updates
        agent.epsilon.over=0            | agent.epsilon.over must be at least 1, not 0
        agent.epsilon.start=soon        | agent.epsilon.start must be a whole number below 2^63 or replayStart, not soon
        agent.randomActions=0           | agent.randomActions must be at least 1, not 0
        agent.randomActions=none        | agent.randomActions must be a whole number below 2^31 or all, not none
        agent.terminalTarget=previous   | agent.terminalTarget must be reward or zero with an agent.update.batch of 64, for the previous target is that of the one transition learnt from before
        agent.terminalTarget=none       | agent.terminalTarget must be reward or zero or previous, not none
        observation.afterReset=first    | observation.afterReset must be new or old, not first
        replay.pairs.every=4            | replay.pairs.after is missing
        replay.pairs={every: 1, after: 0, acrossEpisodes: true} | replay.pairs.every must be at least 2, not 1
        replay.pairs={every: 2, after: -1, acrossEpisodes: true} | replay.pairs.after must be at least 0, not -1
        base=dopamine                   | unknown key base: did you mean game?
        agent.iterationAgentSteps=0     | agent.iterationAgentSteps must be at least 1, not 0
        budget={frames: 1, episodes: 2} | budget must have exactly one of frames, agentSteps, episodes, iterations, not frames and episodes
        budget.frames=0                 | budget.frames must be at least 1, not 0
        environment.envs=0              | environment.envs must be from 1 to 1024, not 0
        environment.envs=1025           | environment.envs must be from 1 to 1024, not 1025
        environment.stickyActions=-0.1  | environment.stickyActions must be from 0 to 1, not -0.1
        environment.frameSkip=[4, 2]    | environment.frameSkip must be 1 to 1000 frames, the smaller number first, not [4, 2]
        environment.frameSkip=0         | environment.frameSkip must be 1 to 1000 frames, the smaller number first, not 0
        observation.poolColor=rgb       | observation.poolColor must be grey where color is grey: the emulator gives grey frames, so choose mean or luminance to pool in rgb
        observation.crop={rows: [5, 2], columns: [0, 80]} | observation.crop.rows must be the first and the one after the last, counted from 0, not [5, 2]
        observation.crop={rows: [5, -2147483647], columns: [0, 80]} | observation.crop.rows must be the first and the one after the last, counted from 0, not [5, -2147483647]
        observation.crop={rows: [2, 5]} | observation.crop.columns is missing
        observation.resize.height=0     | observation.resize.height must be from 1 to 1000, not 0
        reward.clip=[1]                 | reward.clip must be two numbers such as [-1, 1], or none, not a list of 1
        reward.clip=[1, 1]              | reward.clip must be two numbers, the smaller first, not [1.0, 1.0]
        network.layers=[{dense: 0}]     | network.layers[0].dense must be from 1 to 1000000 units, not 0
        network.layers=[5]              | network.layers[0] must be a mapping of conv, maxPool, dense, not 5
        network.head=dueing             | network.head must be q or dueling, not dueing: did you mean dueling?
        network.layers=5                | network.layers must be a list, not 5
        network.layers=[{dense: 5}, {conv: {filters: 1, kernel: 3, stride: 1}}] | network.layers[1] is a convolution behind a dense layer: put the convolutions first
        network.layers=[{maxPool: {kernel: 2, stride: 2}}] | network.layers[0] is a maxPool without a convolution before it: put it behind one
        network.layers=[{dense: 5}, {maxPool: {kernel: 2, stride: 2}}] | network.layers[1] is a maxPool without a convolution before it: put it behind one
        network.layers=[{conv: {filters: 1, kernel: 3, stride: 1}}, {maxPool: {kernel: 0, stride: 2}}] | network.layers[1].maxPool.kernel must be from 1 to 1000, not 0
        replay.capacity=2GB             | replay.capacity must be a number of transitions, a size such as 512MiB or 2GiB, or none, not 2GB
        replay.capacity=99999999999GiB  | replay.capacity must be a number of transitions, a size such as 512MiB or 2GiB, or none, not 99999999999GiB
        replay.sampling=unifrm          | replay.sampling must be uniform or a mapping of prioritized, not unifrm
        replay.sampling=[uniform]       | replay.sampling must be uniform or a mapping of prioritized, not a list of 1
        replay.sampling={}              | replay.sampling must have exactly one of prioritized, not none
        replay.sampling={uniform: {}}   | unknown key replay.sampling.uniform: known are prioritized
        replay.sampling.prioritized.alpha=0.5 | replay.sampling.prioritized.beta is missing
        replay.sampling={prioritized: {alpha: 1.1, beta: {from: 0, to: 1, over: 1}}} | replay.sampling.prioritized.alpha must be from 0 to 1, not 1.1
        replay.sampling={prioritized: {alpha: 1, beta: {from: -1, to: 1, over: 1}}} | replay.sampling.prioritized.beta.from must be from 0 to 1, not -1
        replay.sampling={prioritized: {alpha: 1, beta: {from: 0, to: 2, over: 1}}} | replay.sampling.prioritized.beta.to must be from 0 to 1, not 2
        replay.sampling={prioritized: {alpha: 1, beta: {from: 0, to: 1, over: 0}}} | replay.sampling.prioritized.beta.over must be at least 1, not 0
        replay.start=2_000_000          | replay.start must not be above the capacity of 1000000 transitions, but is 2000000
        checkpoint.everyDuration=5m     | checkpoint.everyDuration must be a duration such as 30s, 5min or 2h or none, not 5m
        checkpoint.everyDuration=0s     | checkpoint.everyDuration must be at least 1s and at most 876000h, in whole seconds
        compute.threads=0               | compute.threads must be from 1 to 1024, not 0
        game=Space Invaders             | game must be a name such as space_invaders, not Space Invaders
        logging.tensorBoardPrefix=""    | logging.tensorBoardPrefix must be a name, not ""
        agent.discount=[                | is not YAML: expected the node content, but found '<stream end>'
        seed                            | must be a key, = and a value, such as agent.discount=0.99
        seed=                           | must be a key, = and a value, such as agent.discount=0.99
        a..b=1                          | must be a key, = and a value, such as agent.discount=0.99
        """)
    void everyRefusalNamesTheOptionAndTheKey(String set, String message) {
        assertThatThrownBy(() -> loader.resolvePreset("default", List.of(set)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--set " + set + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        agent: {update: {batch: 50_000}}, replay: {withReplacement: false} | :1: agent.update.batch must not be above replay.start, which is 20000, with withReplacement: false, but is 50000
        agent: {update: {batch: 50}}, replay: {withReplacement: false, capacity: 40, start: 40} | :1: agent.update.batch must not be above replay.capacity, which is 40, with withReplacement: false, but is 50
        replay: {capacity: none, start: 1}, agent: {update: {batch: 2}} | :1: agent.update.batch must be 1 with replay.capacity: none, where only the newest transition is learnt from, not 2
        replay: {capacity: none, start: 1}, agent: {nStep: 2, update: {batch: 1}} | :1: agent.nStep must be 1 with replay.capacity: none, where only the newest transition is learnt from, not 2
        replay: {capacity: none, start: 2} | :1: replay.start must be 0 or 1 with capacity: none, but is 2
        replay: {withReplacement: false, sampling: {prioritized: {alpha: 1, beta: {from: 0, to: 1, over: 1}}}} | :1: replay.withReplacement must be true with prioritized sampling, which may draw a transition of high priority twice
        replay: {capacity: none, start: 1, sampling: {prioritized: {alpha: 1, beta: {from: 0, to: 1, over: 1}}}} | :1: replay.sampling must be uniform with capacity: none, where only the newest transition is learnt from
        replay: {capacity: 100_000_001, sampling: {prioritized: {alpha: 1, beta: {from: 0, to: 1, over: 1}}}} | :1: replay.capacity must be at most 100000000 transitions with prioritized sampling, not 100000001
        replay: {clear: iteration, start: 9_999} | :1: replay.start must not be above the 9998 transitions of an iteration, with clear: iteration, or learning never begins; it is 9999
        agent: {epsilon: {schedule: exponential, factor: 1}} | :1: agent.epsilon.factor must be above 0 and below 1 with schedule: exponential, not 1.0
        agent: {epsilon: {from: 0.001, to: 0.01}} | :1: agent.epsilon.to must not be above from, which is 0.001, but is 0.01
        replay: {pairs: {every: 4, after: 0, acrossEpisodes: true}} | :1: replay.pairs must be none with an observation.stack of 4: its transitions stand alone
        observation: {stack: 1}, replay: {pairs: {every: 4, after: 0, acrossEpisodes: true}} | :1: replay.pairs must be none with an agent.nStep of 3: its transitions stand alone
        agent: {terminalTarget: zero, discount: 0} | :1: agent.terminalTarget must be reward with an agent.discount of 0.0 and an agent.nStep of 3, by which every step looks like the end of a game
        agent: {terminalTarget: zero, munchausen: {alpha: 0.9, temperature: 0.03, clip: -1}} | :1: agent.terminalTarget must be reward with munchausen, which adds to it
        agent: {munchausen: {alpha: 0.9, temperature: 0.03, clip: -1}, distribution: none, doubleQ: true} | :1: agent.doubleQ must be false with munchausen, whose targets are means over a policy's actions, so that no action is picked
        agent: {munchausen: {alpha: 0.9, temperature: 0.03, clip: -1}, distribution: {categorical: {atoms: 51, from: -10, to: 10}}} | :1: agent.munchausen cannot learn a categorical distribution: use quantile, or none
        agent: {lossOver: outputs} | :1: agent.lossOver must be action with a distribution, not outputs
        base: dopamin | :1: base cannot be read: there is no preset dopamin: did you mean dopamine?
        base: [dopamine] | :1: base must be the name of a preset, not a list of 1
        base: ../dopamine | :1: base cannot be read: there is no preset ../dopamine: did you mean dopamine?
        observation: {source: ram, pool: frames} | :1: observation.pool must be none with source: ram, which has no picture
        observation: {source: ram, pool: none, resize: none}, network: {layers: [{conv: {filters: 1, kernel: 1, stride: 1}}]} | :1: network.layers[0] is a convolution or maxPool, which needs rows and columns: use dense layers with observation.source: ram
        network: {padding: valid, layers: [{conv: {filters: 1, kernel: 80, stride: 1}}, {conv: {filters: 1, kernel: 6, stride: 1}}]} | :1: network.layers[1] does not fit: its 6x6 convolution is larger than the 5x5 input; use padding: same, or a smaller kernel
        network: {padding: valid, layers: [{conv: {filters: 1, kernel: 80, stride: 1}}, {maxPool: {kernel: 6, stride: 1}}]} | :1: network.layers[1] does not fit: its 6x6 maxPool is larger than the 5x5 input; use padding: same, or a smaller kernel
        network: {head: dueling}, agent: {distribution: {implicit: {samples: 4, kappa: 1}}} | :1: network.head must be q with an implicit agent.distribution
        network: {noisy: true}, agent: {distribution: {implicit: {samples: 4, kappa: 1}}} | :1: network.noisy must be false with an implicit agent.distribution
        network: {layers: []}, agent: {distribution: {implicit: {samples: 4, kappa: 1}}} | :1: network.layers must end with a dense layer, whose inputs an implicit agent.distribution gates
        compute: {backend: dl4j}, agent: {distribution: {implicit: {samples: 4, kappa: 1}}} | :1: compute.backend must be onednn or auto, not dl4j, with an implicit agent.distribution: choose another, or a preset such as dopamine
        network: {head: dueling, layers: []} | :1: network.head cannot be dueling without a dense layer at the end of the layers, which value and advantage each have of their own: add one, or use q
        network: {head: dueling, layers: [{conv: {filters: 1, kernel: 1, stride: 1}}]} | :1: network.head cannot be dueling without a dense layer at the end of the layers, which value and advantage each have of their own: add one, or use q
        network: {head: dueling, layers: [{dense: 9}, {dense: 500_001}]} | :1: network.layers[1].dense must be at most 500000 units with head: dueling, which has them twice, not 500001
        """)
    void partsMustFitTogether(String yaml, String message) throws IOException {
        assertThat(message("{" + yaml + "}")).isEqualTo(message);
    }

    @Test
    void basesMustHaveAnEnd() throws IOException {
        Path presets = Files.createDirectory(folder.resolve("config"));
        Files.copy(Path.of("config/default.yaml"), presets.resolve("default.yaml"));
        Files.writeString(presets.resolve("one.yaml"), "base: other");
        Files.writeString(presets.resolve("other.yaml"), "base: one");
        assertThatThrownBy(() -> new ConfigLoader(new Presets(presets), List.of()).resolvePreset("one", List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(presets.toString())
                .hasMessageEndingWith(
                        ".yaml:1: base goes round in a circle: name a preset that does not stand on this one");
    }

    @Test
    void aFileIsNamedWithTheLine() throws IOException {
        assertThat(message("seed: 1\nagent:\n  epsilon:\n    form: 1\n"))
                .isEqualTo(":4: unknown key agent.epsilon.form: did you mean agent.epsilon.from?");
        assertThat(message("seed: 1\r\n\r\nagent:\r\n  discount: 2\r\n"))
                .isEqualTo(":4: agent.discount must be from 0 to 1, not 2");
    }

    @Test
    void unknownKeysAreFoundBeforeMissingOnes() throws IOException {
        assertThat(message("agent:\n  optimizer:\n    sgd: {learningRate: 1, momentm: 0}\n"))
                .isEqualTo(":3: unknown key agent.optimizer.sgd.momentm: did you mean agent.optimizer.sgd.momentum?");
    }

    @Test
    void aKeyMayStandOnlyOnce() throws IOException {
        assertThat(message("seed: 1\nagent:\n  nStep: 1\n  discount: 1\n  nStep: 2\n"))
                .isEqualTo(":5: duplicate key agent.nStep");
        assertThat(message("seed: 1\nseed: 1\n")).isEqualTo(":2: duplicate key seed");
    }

    @Test
    void onlyOneShallowDocumentWithoutAliases() throws IOException {
        assertThat(message("a: &a [1]\nb: [*a, *a]\n")).isEqualTo(":2: uses an alias: write the value out");
        assertThat(message("&a [*a]")).isEqualTo(":1: uses an alias: write the value out");
        assertThat(message("a: 1\n---\nb: 1\n"))
                .isEqualTo(":2: begins a second document: one configuration is one document");
        assertThat(message("[".repeat(100_000))).isEqualTo(":1: is nested deeper than any configuration");
        assertThat(message("seed: " + "1_".repeat(100_000) + "1"))
                .startsWith(":1: seed must be a whole number below 2^63, not 1_1_1_")
                .endsWith("...");
    }

    @Test
    void onlyAMappingIsAConfiguration() throws IOException {
        assertThat(message("- 1\n")).isEqualTo(":1: the configuration must be a mapping of keys, not a list of 1");
        assertThat(message("seed: 1\n agent: 1\n")).isEqualTo(":2: is not YAML: mapping values are not allowed here");
        assertThat(message("{[1]: 2}")).isEqualTo(":1: the configuration has a key that is not a word");
        assertThat(message("{\"a\\nb\": 2}")).isEqualTo(":1: the configuration has a key that is not a word");
        assertThat(message("game: \"a\\u001bb\"")).isEqualTo(":1: game must be a name, not \"a b\"");
        assertThat(message("<<: {seed: 2}")).startsWith(":1: unknown key <<: known are game, seed");
    }

    @Test
    void onlyAReadableTextFileIsAConfiguration() throws IOException {
        assertThat(error(folder.resolve("none.yaml"))).hasMessageEndingWith("none.yaml: there is no such file");
        assertThat(error(folder)).hasMessage(folder + ": is a folder, not a file");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xc3, 0x28});
        assertThat(error(binary)).hasMessage(binary + ": is not UTF-8 text, so it is no configuration");
        Path zeros = Files.write(folder.resolve("zeros"), new byte[5]);
        assertThat(error(zeros))
                .hasMessageStartingWith(zeros + ": is not YAML: ")
                .hasMessageNotContaining("\n");
        Path large = Files.write(folder.resolve("large"), "#".repeat(2 << 20).getBytes(StandardCharsets.UTF_8));
        assertThat(error(large)).hasMessage(large + ": is larger than 1 MiB, so it is no configuration");
    }

    @Test
    void anUnknownPresetIsToldTheNearest() {
        assertThatThrownBy(() -> loader.resolvePreset("dopamin", List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("there is no preset dopamin: did you mean dopamine?");
        assertThatThrownBy(() -> loader.resolvePreset("../pom", List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("there is no preset ../pom: presets are "
                        + String.join(", ", loader.presets().names()));
        assertThatThrownBy(() ->
                        new ConfigLoader(new Presets(folder.resolve("gone")), List.of()).resolvePreset("x", List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("the presets cannot be read from ");
    }
}
