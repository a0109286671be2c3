package dqn.cli;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network on which engine is measured, and how that is told. */
final class BenchOptions {
    private static final int ACTIONS = 6;

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
        add(sets, "compute.backend", backend);
        add(sets, "compute.threads", threads);
        add(sets, "compute.precision", precision);
        add(sets, "network.padding", padding);
        add(sets, "agent.update.batch", batch);
        sets.addAll(List.of(changes));
        sets.addAll(changesAsked);
        return new ConfigLoader().resolvePreset(preset == null ? "dopamine" : preset, sets);
    }

    private static void add(List<String> sets, String key, String value) {
        if (value != null) {
            sets.add(key + "=" + value);
        }
    }

    /** The engine of this configuration. */
    NetworkBackend backend(RunConfig config) {
        Platform.check();
        return Backends.of(config.compute());
    }

    /** The network of this configuration on four 84x84 frames, for a game of six actions. */
    NetworkSpec network(RunConfig config) {
        return NetworkSpec.of(
                config.network(),
                new ObservationSpec(4, 84, 84),
                config.observation().scale(),
                ACTIONS,
                config.agent().atoms(),
                config.agent().isImplicit());
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
