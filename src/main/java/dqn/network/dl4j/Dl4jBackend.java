package dqn.network.dl4j;

import dqn.network.GradientConfig;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkBackend;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec;
import dqn.network.QNetwork;
import java.io.IOException;
import java.nio.file.Path;

/** The reference backend, and the owner of the model file. */
public final class Dl4jBackend implements NetworkBackend {
    /**
     * Loads ND4J.
     *
     * @throws dqn.core.DqnException if it does not run on this machine
     */
    public Dl4jBackend() {
        Nd4jRuntime.load();
    }

    @Override
    public String name() {
        return "dl4j";
    }

    @Override
    public int threads() {
        return Nd4jRuntime.threads();
    }

    @Override
    public QNetwork create(NetworkSpec spec, long seed) {
        return Dl4jQNetwork.forInference(spec, seed, true);
    }

    @Override
    public QNetwork create(NetworkSpec spec, long seed, OptimizerSpec optimizer, GradientConfig gradient) {
        return Dl4jQNetwork.forLearning(spec, seed, optimizer, gradient, true);
    }

    @Override
    public void writeModel(Path zip, ModelSnapshot model) throws IOException {
        ModelFile.write(zip, model);
    }

    @Override
    public ModelSnapshot readModel(Path zip) throws IOException {
        return ModelFile.read(zip);
    }
}
