package dqn.cli;

import dqn.network.NetworkBackend;
import dqn.training.RunConfig;
import dqn.training.RunManifest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

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
                Processor.here().name(),
                Runtime.getRuntime().availableProcessors(),
                backend.name(),
                backend.precision(),
                backend.threads(),
                config.seed(),
                Games.romMd5(config.game()),
                RunManifest.OWN);
    }
}
