package dqn.cli;

import dqn.cli.Finding.Level;
import dqn.core.Bytes;
import dqn.core.FreeMemory;
import dqn.env.EnvironmentFactory;
import dqn.env.ale.AtariEnvironments;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.network.dl4j.Dl4jBackend;
import dqn.network.onednn.OneDnnBackend;
import dqn.training.ComputeConfig.Backend;
import dqn.training.RunCheck;
import dqn.training.RunConfig;
import dqn.training.RunNeeds;
import dqn.training.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Looks at this computer with the eyes of one configuration, from what everything needs to what needs everything. */
final class Checkup {
    /** As Linux calls them, and people. */
    private static final List<List<String>> FEATURES = List.of(
            List.of("avx2", "AVX2"),
            List.of("avx512f", "AVX-512"),
            List.of("avx512_bf16", "AVX512_BF16"),
            List.of("amx_bf16", "AMX"));

    private final RunConfig config;
    private final Optional<Path> rom;
    private final Cartridges cartridges;
    private final List<Finding> findings = new ArrayList<>();

    /** For trainings of what was asked for, or of the program's own game while that one's cartridge is missing. */
    Checkup(GameChoice choice) {
        RunConfig asked = choice.options().resolve(List.of());
        rom = choice.options().rom();
        cartridges = new Cartridges(asked.game(), choice.isNamed(List.of()), rom);
        config = cartridges.isMissing() ? choice.takeOwn(List.of()) : asked;
    }

    /** Looks at everything; what depends on something that failed is left out. */
    List<Finding> run(Consumer<Finding> listener) {
        look("java", Checkup::java, listener);
        if (look("processor", Checkup::processor, listener)) {
            look("emulator", Checkup::emulator, listener);
            look("models", Checkup::models, listener);
            look("engine", this::engine, listener);
            look("ROMs", cartridges::look, listener);
        }
        if (findings.stream().noneMatch(finding -> finding.level() == Level.FAIL)
                && look("memory", this::memory, listener)) {
            look("disk", this::disk, listener);
            look("speed", () -> new SpeedTest(config, config.game(), rom).look(), listener);
        }
        return findings;
    }

    private boolean look(String what, Callable<Finding> look, Consumer<Finding> listener) {
        Finding finding = Finding.of(what, look);
        findings.add(finding);
        listener.accept(finding);
        return finding.level() != Level.FAIL;
    }

    private static Finding java() {
        return Finding.ok(
                "java",
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", heap "
                        + Bytes.amount(Runtime.getRuntime().maxMemory()));
    }

    private static Finding processor() {
        Platform.check();
        Processor processor = Processor.here();
        String features = FEATURES.stream()
                .filter(feature -> processor.has(feature.get(0)))
                .map(feature -> ", " + feature.get(1))
                .collect(Collectors.joining());
        return Finding.ok(
                "processor",
                processor.name() + ", " + Runtime.getRuntime().availableProcessors() + " cores" + features);
    }

    private static Finding emulator() {
        AtariEnvironments.loadLibrary();
        return Finding.ok("emulator", "ALE's native library is loaded");
    }

    private static Finding models() {
        NetworkBackend dl4j = new Dl4jBackend();
        return Finding.ok("models", "ND4J's native library is loaded, for model files and --backend " + dl4j.name());
    }

    private Finding engine() {
        NetworkBackend backend = Backends.of(config.compute());
        boolean fallback = config.compute().backend() == Backend.AUTO
                && OneDnnBackend.whyUnavailable().isPresent();
        String text = backend.name() + ", " + backend.precision() + ", " + backend.threads() + " threads";
        if (fallback) {
            return Finding.warn(
                    "engine",
                    text + ", several times slower than oneDNN, which cannot be loaded ("
                            + OneDnnBackend.whyUnavailable().get()
                            + "): see that its native library for this system is in"
                            + " lib/, and that programs may run from the folder .javacpp/cache of your home.");
        }
        if (config.compute().backend() != Backend.DL4J && !Threads.areOurs()) {
            return Finding.warn(
                    "engine",
                    text
                            + ", but OMP_NUM_THREADS is not 1, so that too many threads compute: start dqn by its launcher.");
        }
        return Finding.ok("engine", text);
    }

    private Finding memory() {
        NetworkSpec network = RunCheck.of(config, games());
        NetworkBackend backend = Backends.of(config.compute());
        String meant = backend.name();
        try (QNetwork built = backend.create(network, config.seed())) {
            String text = Bytes.amount(FreeMemory.ofMachine()) + " free, enough for this configuration of "
                    + config.game() + " (" + built.description() + ")";
            return backend.name().equals(meant)
                    ? Finding.ok("memory", text)
                    : Finding.warn(
                            "memory",
                            text + "; " + meant + " cannot compute its network, so that " + backend.name()
                                    + " does, several times slower: see what is said of it above.");
        }
    }

    private Finding disk() throws IOException {
        return new DiskRoom(RunNeeds.of(config, games()).disk(1), Runs.FOLDER).look();
    }

    private EnvironmentFactory games() {
        return Games.of(config.game(), rom);
    }
}
