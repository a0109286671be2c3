package dqn.agent;

import dqn.core.Frozen;
import dqn.network.QNetwork;
import java.io.DataInput;
import java.io.IOException;
import java.util.function.Supplier;

/** A network's parameters in a checkpoint, one behind the other. */
final class SavedParameters {
    private SavedParameters() {}

    /** As they are now, to be written while the network goes on. */
    static Frozen freeze(QNetwork network) {
        Supplier<float[]> captured = network.captureParameters();
        return out -> {
            for (float parameter : captured.get()) {
                out.writeFloat(parameter);
            }
        };
    }

    static void load(QNetwork network, DataInput in) throws IOException {
        float[] parameters = new float[Math.toIntExact(network.spec().parameterCount())];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = in.readFloat();
        }
        network.writeParameters(parameters);
    }
}
