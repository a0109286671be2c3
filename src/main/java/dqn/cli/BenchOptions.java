package dqn.cli;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.training.ConfigLoader;
import dqn.training.GameProbe;
import dqn.training.RunCheck;
import dqn.training.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network on which engine is measured, and how that is told. */
final class BenchOptions {
    /** Four 84x84 frames, for a game of six actions, of which nothing is kept. */
    private static final GameProbe GAME = new GameProbe(new ObservationSpec(4, 84, 84), 6, 0);

    @Mixin
    private Measuring measuring;

    @Option(
            names = "--preset",
            order = 1,
            paramLabel = "NAME",
            description = "Whose network and learning (dopamine, with Nature's valid padding).")
    private String preset;

    @Option(
            names = "--set",
            order = 1,
            paramLabel = "KEY=VALUE",
            description = "Change one key of it, such as agent.doubleQ=true; repeatable.")
    private List<String> changesAsked = new ArrayList<>();

    @Option(
            names = "--backend",
            order = 1,
            paramLabel = "NAME",
            description = "The network engine: auto, onednn or dl4j.")
    private String backend;

    @Option(names = "--threads", order = 2, paramLabel = "N", description = "Threads of the network engine.")
    private String threads;

    @Option(names = "--precision", order = 3, paramLabel = "NAME", description = "float32 or bf16.")
    private String precision;

    @Option(
            names = "--padding",
            order = 4,
            paramLabel = "NAME",
            description = "Of the convolutions: valid (Nature's) or same (Dopamine's).")
    private String padding;

    @Option(names = "--batch", order = 5, paramLabel = "N", description = "Rows of an update (32).")
    private String batch;

    /** The preset with these changes, and with what is asked for. */
    RunConfig config(String... changes) {
        List<String> sets = new ArrayList<>();
        if (preset == null) {
            sets.add("network.padding=valid");
        }
        ConfigOptions.add(sets, "compute.backend", backend);
        ConfigOptions.add(sets, "compute.threads", threads);
        ConfigOptions.add(sets, "compute.precision", precision);
        ConfigOptions.add(sets, "network.padding", padding);
        ConfigOptions.add(sets, "agent.update.batch", batch);
        sets.addAll(List.of(changes));
        sets.addAll(changesAsked);
        return new ConfigLoader().resolvePreset(preset == null ? "dopamine" : preset, sets);
    }

    /** The engine of this configuration. */
    NetworkBackend backend(RunConfig config) {
        Platform.check();
        return Backends.of(config.compute());
    }

    /**
     * The network of this configuration on four 84x84 frames, for a game of six actions.
     *
     * @throws dqn.core.DqnException if it cannot learn here
     */
    NetworkSpec network(RunConfig config) {
        return RunCheck.of(config, GAME);
    }

    /** Observations that no picture makes easier than another. */
    static void fill(byte[] observations, RandomStream random) {
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (byte) random.nextInt(256);
        }
    }

    /** Measures as long as asked for. */
    Spread time(Runnable work) {
        return measuring.time(work);
    }

    /** How long to measure. */
    double seconds() {
        return measuring.seconds();
    }

    /** Prints the document, or the sentence with what the network runs on. */
    void print(Map<String, Object> document, QNetwork network, String sentence) {
        measuring.print(document, sentence + " (" + network.description() + ")");
    }
}
