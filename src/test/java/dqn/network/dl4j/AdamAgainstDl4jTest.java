package dqn.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.RandomStream;
import dqn.network.Optimizer;
import dqn.network.OptimizerSpec;
import dqn.network.StepConfig;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;

/**
 * DL4J writes Adam as lr sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + e), which is the paper's with e = epsilon sqrt(1 -
 * b2^t).
 */
class AdamAgainstDl4jTest {
    private static final int SIZE = 33;
    private static final OptimizerSpec.Adam ADAM = new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1.5e-4);

    @Test
    void isTheSameWithEpsilonConverted() {
        Nd4jRuntime.load();
        RandomStream random = new RandomStream(1, "adam");
        Optimizer optimizer = new Optimizer(ADAM, StepConfig.PLAIN, SIZE);
        float[] parameters = new float[SIZE];
        INDArray theirs = Nd4j.zeros(DataType.FLOAT, 1, SIZE);
        INDArray state = Nd4j.zeros(DataType.FLOAT, 1, 2 * SIZE);
        for (int t = 1; t <= 100; t++) {
            float[] gradient = new float[SIZE];
            for (int i = 0; i < SIZE; i++) {
                gradient[i] = (float) (1e-3 * (random.nextDouble() - 0.3));
            }
            theirs.subi(change(t, gradient, state));
            optimizer.begin(0);
            optimizer.step(0, parameters, gradient);
        }
        float[] expected = theirs.toFloatVector();
        for (int i = 0; i < SIZE; i++) {
            assertThat(parameters[i]).isEqualTo(expected[i], Offset.offset(1e-6f));
        }
    }

    private static INDArray change(int t, float[] gradient, INDArray state) {
        double converted = ADAM.epsilon() * Math.sqrt(1 - Math.pow(ADAM.beta2(), t));
        AdamUpdater updater = new AdamUpdater(new Adam(ADAM.learningRate(), ADAM.beta1(), ADAM.beta2(), converted));
        updater.setStateViewArray(state, new long[] {1, SIZE}, 'c', false);
        INDArray change = Nd4j.createFromArray(gradient).reshape(1, SIZE);
        updater.applyUpdater(change, t - 1, 0);
        return change;
    }
}
