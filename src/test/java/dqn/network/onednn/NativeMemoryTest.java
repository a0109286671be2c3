package dqn.network.onednn;

import static dqn.network.Samples.nature;
import static dqn.network.Samples.observations;
import static dqn.network.Samples.spec;
import static dqn.network.Samples.train;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.HeadSpec;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Layer.MaxPool;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkMemory;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec.Adam;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NativeMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final NetworkSpec SPEC =
            spec(new ObservationSpec(4, 28, 28), Padding.SAME, new Conv(16, 8, 4), new Conv(32, 4, 2), new Dense(64));
    private static final OneDnnBackend BACKEND = new OneDnnBackend(2);

    /** 800 closed networks, of 1.2 MB each; in a process whose heap neither grows nor shrinks. */
    @Test
    void whatClosedNetworksHeldIsFree() throws IOException, InterruptedException {
        assumeTrue(Files.exists(STATUS), "no " + STATUS);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:+AlwaysPreTouch",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NativeMemoryTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String grown = new String(process.getInputStream().readAllBytes(), US_ASCII).strip();
        assertThat(process.waitFor()).isZero();
        assertThat(Long.parseLong(grown)).as("kB").isLessThan(30_000);
    }

    public static void main(String[] args) throws IOException {
        openAndClose(200);
        long before = residentKilobytes();
        openAndClose(800);
        System.out.println(residentKilobytes() - before);
    }

    private static void openAndClose(int networks) {
        for (int seed = 0; seed < networks; seed++) {
            trained(seed).close();
        }
    }

    private static QNetwork trained(long seed) {
        QNetwork network = BACKEND.create(SPEC, seed, new Adam(1e-3, 0.9, 0.999, 1e-8), StepConfig.PLAIN);
        byte[] observations = observations(SPEC, 8, new RandomStream(1, "memory"));
        float[] outputs = new float[8 * SPEC.outputs()];
        network.forward(observations, 1, outputs);
        train(network, observations, 8, outputs);
        return network;
    }

    private static long residentKilobytes() throws IOException {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }

    @Test
    void anOpenNetworkCountsWhatItHoldsAndAClosedOneNothing() {
        try (QNetwork fresh = BACKEND.create(SPEC, 1)) {
            QNetwork trained = trained(1);
            assertThat(fresh.nativeByteCount()).isGreaterThan(Float.BYTES * SPEC.parameterCount());
            assertThat(trained.nativeByteCount()).isGreaterThan(2 * fresh.nativeByteCount());
            trained.close();
            assertThat(trained.nativeByteCount()).isZero();
        }
    }

    /** What is said before a training begins is not less than what its networks then take. */
    @ParameterizedTest
    @MethodSource("networks")
    void isNotUnderestimated(NetworkSpec spec, int threads) {
        int batch = 16;
        Adam adam = new Adam(1e-3, 0.9, 0.999, 1e-8);
        OneDnnBackend backend = new OneDnnBackend(threads);
        try (QNetwork online = backend.create(spec, 1, adam, StepConfig.PLAIN);
                QNetwork target = backend.create(spec, 2)) {
            byte[] observations = observations(spec, batch, new RandomStream(1, "memory"));
            float[] outputs = new float[batch * spec.outputs()];
            online.forwardAlone(observations, 1, outputs);
            target.forward(observations, batch, outputs);
            train(online, observations, batch, outputs);
            NetworkMemory expected = NetworkMemory.forLearning(
                    spec, new NetworkMemory.Learning(adam, true, false, false, false, true, false), batch, threads);
            assertThat((double) online.nativeByteCount() + target.nativeByteCount())
                    .isLessThan(expected.bytes() - expected.heapBytes());
        }
    }

    private static Stream<Arguments> networks() {
        List<Layer> nature = nature(Padding.SAME).layers();
        List<Layer> pooled = List.of(
                new Conv(32, 8, 4),
                new Conv(64, 4, 2),
                new Conv(64, 3, 1),
                new MaxPool(3, 2),
                new Dense(512),
                new Dense(512));
        return Stream.of(
                Arguments.of(nature(Padding.SAME), 1),
                Arguments.of(nature(Padding.VALID), 2),
                Arguments.of(implicit(nature, 64), 1),
                Arguments.of(implicit(nature, 64), 2),
                Arguments.of(implicit(pooled, 16), 2),
                Arguments.of(fewChannels(HeadSpec.PLAIN), 2),
                Arguments.of(fewChannels(HeadSpec.PLAIN), 40),
                Arguments.of(fewChannels(new HeadSpec(true, 1, false)), 2));
    }

    /** Of whose channels oneDNN fills three quarters up, and so of the weights behind them. */
    private static NetworkSpec fewChannels(HeadSpec head) {
        return new NetworkSpec(
                new ObservationSpec(4, 84, 84),
                1 / 255.0,
                Padding.SAME,
                List.of(new Conv(4, 3, 1), new Dense(40)),
                6,
                Initialization.GLOROT_UNIFORM,
                head);
    }

    private static NetworkSpec implicit(List<Layer> layers, int samples) {
        return new NetworkSpec(
                new ObservationSpec(4, 84, 84),
                1 / 255.0,
                Padding.SAME,
                layers,
                6 * samples,
                Initialization.GLOROT_UNIFORM,
                new HeadSpec(false, samples, false, true));
    }
}
