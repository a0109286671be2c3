package dqn.network.onednn;

import static dqn.network.Samples.observations;
import static dqn.network.Samples.spec;
import static dqn.network.Samples.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.core.FrameSource;
import dqn.core.FrameSpec;
import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.env.Catch;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec.Adam;
import dqn.network.StepConfig;
import dqn.preprocess.ObservationConfig;
import dqn.preprocess.Preprocessor;
import dqn.training.ConfigLoader;
import dqn.training.Presets;
import dqn.training.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** oneDNN's reference kernels are hundreds of times slower than the others: no network of this project needs one. */
class KernelsTest {
    /** A network and the batch it learns from. */
    record Case(NetworkSpec spec, int batch) {}

    /** More than this test may have memory for; {@link #others} has narrower relatives. */
    private static final long TOO_MANY_PARAMETERS = 100_000_000;

    static Stream<Case> presets() {
        return Presets.installed().names().stream()
                .map(name -> new ConfigLoader().resolvePreset(name, List.of()))
                .map(KernelsTest::preset)
                .filter(c -> c.spec().parameterCount() < TOO_MANY_PARAMETERS);
    }

    private static Case preset(RunConfig config) {
        ObservationConfig observation = config.observation();
        boolean isCatch = config.game().equals(Catch.NAME);
        FrameSpec raw = isCatch ? new Catch(1).frameSpec() : atari(Preprocessor.rawSource(observation));
        Preprocessor preprocessor = new Preprocessor(observation, raw.withFrames(Preprocessor.rawFrames(observation)));
        NetworkSpec spec = NetworkSpec.of(
                config.network(),
                preprocessor.stackSpec(),
                observation.scale(),
                isCatch ? 3 : 6,
                config.agent().atoms(),
                config.agent().isImplicit());
        return new Case(spec, config.agent().update().batch());
    }

    private static FrameSpec atari(FrameSource source) {
        return switch (source) {
            case RAM -> new FrameSpec(1, 1, 128, 1);
            case RGB_SCREEN -> new FrameSpec(1, 210, 160, 3);
            case GREY_SCREEN -> new FrameSpec(1, 210, 160, 1);
        };
    }

    /** Of public programs, and relatives of theirs. */
    static Stream<Case> others() {
        Conv[] nature = {new Conv(32, 8, 4), new Conv(64, 4, 2), new Conv(64, 3, 1)};
        return Stream.of(
                new Case(network(4, 84, 84, Padding.VALID, 512, nature), 32),
                new Case(network(4, 84, 84, Padding.SAME, 512, nature), 32),
                new Case(network(1, 90, 80, Padding.VALID, 128, new Conv(16, 8, 4), new Conv(16, 4, 2)), 1),
                new Case(network(1, 90, 80, Padding.VALID, 128, new Conv(16, 8, 4), new Conv(16, 4, 2)), 32),
                new Case(
                        network(
                                1,
                                90,
                                80,
                                Padding.VALID,
                                128,
                                new Conv(16, 8, 4),
                                new Conv(16, 4, 2),
                                new Conv(32, 2, 1)),
                        32),
                new Case(network(4, 90, 80, Padding.VALID, 128, nature), 32),
                new Case(spec(new ObservationSpec(1, 1, 128), Padding.VALID, new Dense(256), new Dense(256)), 128),
                new Case(
                        network(
                                3,
                                210,
                                160,
                                Padding.VALID,
                                16,
                                new Conv(128, 3, 1),
                                new Conv(64, 3, 1),
                                new Conv(32, 3, 1)),
                        2),
                new Case(rawScreen(2), 32),
                new Case(rawScreen(1), 1));
    }

    private static NetworkSpec network(
            int channels, int height, int width, Padding padding, int units, Conv... convolutions) {
        List<Layer> layers = new ArrayList<>(List.of(convolutions));
        layers.add(new Dense(units));
        return spec(new ObservationSpec(channels, height, width), padding, layers.toArray(Layer[]::new));
    }

    /** 32,208,070 parameters with stride 1. */
    private static NetworkSpec rawScreen(int stride) {
        return network(
                3,
                210,
                160,
                Padding.VALID,
                32,
                new Conv(32, 3, stride),
                new Conv(64, 3, stride),
                new Conv(32, 3, stride));
    }

    @ParameterizedTest
    @MethodSource({"presets", "others"})
    void areNoneOfTheReference(Case c) {
        assertFast(c, new OneDnnBackend(2));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void norAreThoseOfBf16(Case c) {
        assumeTrue(OneDnnBackend.hasBf16(), "this processor has no bf16");
        assertFast(c, new OneDnnBackend(2, true));
    }

    private static void assertFast(Case c, OneDnnBackend backend) {
        NetworkSpec spec = c.spec();
        byte[] observations = observations(spec, c.batch(), new RandomStream(1, "kernels"));
        float[] outputs = new float[c.batch() * spec.outputs()];
        Adam adam = new Adam(1e-3, 0.9, 0.999, 1e-8);
        try (OneDnnQNetwork network = (OneDnnQNetwork) backend.create(spec, 1, adam, StepConfig.PLAIN)) {
            network.forward(observations, 1, outputs);
            train(network, observations, c.batch(), outputs);
            assertThat(network.kernels())
                    .hasSizeGreaterThan(3 * spec.layers().size())
                    .noneMatch(kernel -> kernel.matches(".*: .*\\bref.*"));
        }
    }
}
