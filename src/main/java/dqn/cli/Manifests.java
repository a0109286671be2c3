package dqn.cli;

import dqn.network.NetworkBackend;
import dqn.training.RunConfig;
import dqn.training.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** Tells by what a run is made. */
final class Manifests {
    private Manifests() {}

    /** The manifest of a run that begins now. */
    static RunManifest now(RunConfig config, NetworkBackend backend) {
        return new RunManifest(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Version.number(),
                Version.commit(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                processor(Path.of("/proc/cpuinfo")),
                Runtime.getRuntime().availableProcessors(),
                backend.name(),
                backend.precision(),
                backend.threads(),
                config.seed(),
                Games.romMd5(config.game()));
    }

    /** The processor's name where the system has it in a file. */
    static String processor(Path cpuInfo) {
        try (Stream<String> lines = Files.lines(cpuInfo)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown"; // no such file outside Linux
        }
    }
}
