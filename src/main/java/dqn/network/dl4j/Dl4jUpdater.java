package dqn.network.dl4j;

import dqn.network.OptimizerSpec;
import dqn.network.OptimizerSpec.Adam;
import dqn.network.OptimizerSpec.RmsPropCentered;
import dqn.network.OptimizerSpec.RmsPropTensorFlow;
import dqn.network.OptimizerState;
import java.util.Optional;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The DL4J updater that comes nearest to an optimiser, for programs of others that go on training a model of ours.
 *
 * <p>Adam's state is DL4J's without loss; only the epsilon stands elsewhere in DL4J's formula, which matters less the
 * longer the training. DL4J's RMSProp has neither centring nor momentum, and its epsilon outside the root.
 */
final class Dl4jUpdater {
    private Dl4jUpdater() {}

    static IUpdater of(Optional<OptimizerSpec> optimizer) {
        if (optimizer.isEmpty()) {
            return new NoOp();
        }
        OptimizerSpec spec = optimizer.get();
        if (spec instanceof Adam adam) {
            return new org.nd4j.linalg.learning.config.Adam(
                    adam.learningRate(), adam.beta1(), adam.beta2(), adam.epsilon());
        }
        if (spec instanceof RmsPropCentered rms) {
            return new RmsProp(rms.learningRate(), rms.decay(), Math.sqrt(rms.epsilon()));
        }
        if (spec instanceof RmsPropTensorFlow rms) {
            return new RmsProp(rms.learningRate(), rms.decay(), Math.sqrt(rms.epsilon()));
        }
        OptimizerSpec.Sgd sgd = (OptimizerSpec.Sgd) spec;
        return sgd.momentum() == 0 ? new Sgd(sgd.learningRate()) : new Nesterovs(sgd.learningRate(), sgd.momentum());
    }

    /** The state of that updater, vectors in DL4J's order; none for plain gradient descent. */
    static float[][] state(OptimizerSpec spec, OptimizerState state) {
        if (spec instanceof Adam) {
            return state.slots();
        }
        if (spec instanceof RmsPropCentered) {
            return new float[][] {state.slots()[1]};
        }
        if (spec instanceof RmsPropTensorFlow) {
            return new float[][] {state.slots()[0]};
        }
        return state.slots().length == 0
                ? new float[0][]
                : new float[][] {scaled(state.slots()[0], (float) -spec.learningRate())};
    }

    private static float[] scaled(float[] vector, float factor) {
        float[] copy = vector.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] *= factor;
        }
        return copy;
    }
}
