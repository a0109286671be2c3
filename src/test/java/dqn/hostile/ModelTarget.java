package dqn.hostile;

import dqn.core.DqnException;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkBackend;
import dqn.network.NetworkMemory;
import dqn.network.NetworkSpec;
import dqn.network.QNetwork;
import dqn.network.dl4j.ModelFile;
import dqn.training.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Model files. What is taken must play. */
final class ModelTarget implements Target {
    private final Path file;
    private final ModelMutations mutations;
    private final NetworkBackend backend;
    private final ModelFile format = new ModelFile();
    private final NetworkSpec spec;

    /**
     * Mutates a whole model.
     *
     * @param backend makes the networks of those that are taken
     */
    ModelTarget(Path folder, Path model, NetworkBackend backend) throws IOException {
        file = folder.resolve("mutated.zip");
        mutations = new ModelMutations(model);
        this.backend = backend;
        spec = format.read(model).spec();
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public boolean attack(Mutator mutator) throws Exception {
        Files.write(file, mutations.next(mutator));
        try {
            play(format.read(file));
            return true;
        } catch (IOException | DqnException e) {
            return Sentences.refused(e);
        }
    }

    private void play(ModelSnapshot model) {
        model.provenance().ifPresent(yaml -> new ConfigLoader().resolveText("model", yaml));
        if (!model.spec().input().equals(spec.input()) || model.spec().outputs() != spec.outputs()) {
            return; // refused by whoever asked for it
        }
        NetworkMemory.forPlaying(model.spec()).check();
        try (QNetwork network = backend.create(model.spec(), 1)) {
            network.writeParameters(model.parameters());
            network.forward(new byte[spec.input().size()], 1, new float[spec.outputs()]);
        }
    }
}
