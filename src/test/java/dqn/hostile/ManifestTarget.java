package dqn.hostile;

import dqn.training.RunDirectory;
import dqn.training.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Manifests of runs, which are looked at to find the newest run. */
final class ManifestTarget implements Target {
    private final Path runs;
    private final RunDirectory run;
    private final byte[] original;

    /** @param begun the directory of a run */
    ManifestTarget(Path folder, RunDirectory begun) throws IOException {
        runs = folder.resolve("runs");
        run = new RunDirectory(runs.resolve("one"));
        Files.createDirectories(run.path());
        Files.copy(begun.config(), run.config());
        original = Files.readAllBytes(begun.manifest());
    }

    @Override
    public String name() {
        return "run manifest";
    }

    @Override
    public boolean attack(Mutator mutator) throws Exception {
        Files.write(run.manifest(), mutator.text(original, original));
        if (Runs.newest(runs).isEmpty()) {
            throw new IllegalStateException("a run is gone because its manifest is damaged");
        }
        return run.readManifest().isPresent();
    }
}
