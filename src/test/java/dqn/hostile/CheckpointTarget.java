package dqn.hostile;

import dqn.checkpoint.Checkpoint;
import dqn.checkpoint.Resealed;
import dqn.core.DqnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/** Manifests of checkpoints, half of them sealed anew. */
final class CheckpointTarget implements Target {
    private final Path checkpoint;
    private final Path manifest;
    private final byte[] original;

    CheckpointTarget(Path checkpoint) throws IOException {
        this.checkpoint = checkpoint;
        manifest = checkpoint.resolve("manifest.json");
        original = Files.readAllBytes(manifest);
    }

    @Override
    public String name() {
        return "checkpoint manifest";
    }

    @Override
    public boolean attack(Mutator mutator) throws Exception {
        Files.write(manifest, mutator.text(original, original));
        if (mutator.choose(2) == 0) {
            try {
                Resealed.sealAsItIs(checkpoint);
            } catch (JacksonException | IOException e) {
                return false; // not to be sealed
            }
        }
        try {
            Checkpoint.open(checkpoint);
            return true;
        } catch (DqnException e) {
            return Sentences.refused(e);
        }
    }
}
