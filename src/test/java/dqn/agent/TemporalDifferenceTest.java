package dqn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.core.ObservationSpec;
import dqn.core.TransitionBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Two transitions and three actions, worked out by hand. */
class TemporalDifferenceTest {
    private final TransitionBatch batch = new TransitionBatch(2, new ObservationSpec(1, 1, 1));
    private final float[] values = {1f, 2f, 3f, 0.5f, -1f, 0f};
    private final float[] nextValues = {4f, 8f, 6f, 1f, 1f, 1f};
    private final float[] nextChooser = {9f, 0f, 0f, 0f, 0f, 0f};

    TemporalDifferenceTest() {
        batch.actions[0] = 1; // y = 1 + 0.5 * 8 = 5, error 3; double: y = 1 + 0.5 * 4 = 3, error 1
        batch.rewards[0] = 1;
        batch.discounts[0] = 0.5f;
        batch.actions[1] = 0; // terminal: y = -0.25, error -0.75
        batch.rewards[1] = -0.25f;
        batch.discounts[1] = 0;
    }

    @Test
    void squaredErrorOfTheChosenAction() {
        TemporalDifference difference = difference();
        float[] gradient = gradient(difference, nextValues);
        assertThat(gradient).containsExactly(0f, -3f, 0f, 0.75f, 0f, 0f);
        assertThat(difference.meanLoss()).isCloseTo((9 + 0.5625) / 2, within(1e-12));
        assertThat(difference.maxQ()).containsExactly(3, 0.5);
    }

    @Test
    void huberCutsTheSlopeAtOne() {
        TemporalDifference difference = difference("loss=huber");
        float[] gradient = gradient(difference, nextValues);
        assertThat(gradient).containsExactly(0f, -0.5f, 0f, 0.375f, 0f, 0f);
        assertThat(difference.meanLoss()).isCloseTo((2.5 + 0.28125) / 2, within(1e-12));
    }

    @Test
    void theMeanOverAllOutputsDividesByTheirNumber() {
        TemporalDifference difference = difference("lossOver=outputs");
        float[] gradient = gradient(difference, nextValues);
        assertThat(gradient).containsExactly(0f, -1f, 0f, 0.25f, 0f, 0f);
        assertThat(difference.meanLoss()).isCloseTo((9 + 0.5625) / 6, within(1e-12));
    }

    @Test
    void doubleQLearningPicksWithOneNetworkAndValuesWithTheOther() {
        TemporalDifference difference = difference();
        float[] gradient = gradient(difference, nextChooser);
        assertThat(gradient[1]).isEqualTo(-1f);
    }

    @Test
    void nothingThatFollowsATerminationCounts() {
        nextValues[3] = Float.NaN;
        TemporalDifference difference = difference();
        assertThat(gradient(difference, nextValues)[3]).isEqualTo(0.75f);
    }

    @Test
    void atAnEndTheRewardMayBeDropped() {
        TemporalDifference difference = difference("terminalTarget=zero"); // error -0.5
        assertThat(gradient(difference, nextValues)).containsExactly(0f, -3f, 0f, 0.5f, 0f, 0f);
        assertThat(difference.meanLoss()).isCloseTo((9 + 0.25) / 2, within(1e-12));
    }

    /** y = 5, then 5 again for the output 1 of the terminal transition: errors of 3 and 4. */
    @Test
    void atAnEndTheTargetMayBeThatOfTheUpdateBefore() throws IOException {
        TemporalDifference difference = difference("update.batch=1", "terminalTarget=previous");
        TransitionBatch one = new TransitionBatch(1, new ObservationSpec(1, 1, 1));
        one.actions[0] = 1;
        one.rewards[0] = 1;
        one.discounts[0] = 0.5f;
        Outputs outputs = new Outputs(values, nextValues, nextValues, new float[0]);
        difference.compute(one, outputs, 0, 1);
        assertThat(difference.outputGradient()).containsExactly(0f, -6f, 0f);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        difference.save(new DataOutputStream(saved));
        TemporalDifference resumed = difference("update.batch=1", "terminalTarget=previous");
        resumed.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        one.actions[0] = 0;
        one.rewards[0] = -100;
        one.discounts[0] = 0;
        resumed.compute(one, outputs, 0, 1);
        assertThat(resumed.outputGradient()).containsExactly(-8f, 0f, 0f);
        assertThat(resumed.meanLoss()).isCloseTo(16, within(1e-12));
    }

    @Test
    void weightsCountErrorsButNotTheirMagnitudes() {
        batch.weights[0] = 0.5f;
        TemporalDifference difference = difference();
        assertThat(gradient(difference, nextValues)).containsExactly(0f, -1.5f, 0f, 0.75f, 0f, 0f);
        assertThat(difference.meanLoss()).isCloseTo((4.5 + 0.5625) / 2, within(1e-12));
        assertThat(difference.errors()).containsExactly(3f, 0.75f);
    }

    @Test
    void huberLossesKnowTheirErrors() {
        TemporalDifference difference = difference("loss=huber");
        gradient(difference, nextValues);
        assertThat(difference.errors()).containsExactly(3f, 0.75f);
    }

    private static TemporalDifference difference(String... changes) {
        return new TemporalDifference(Agents.with(changes), 3, new float[0]);
    }

    /** In two ranges, the last first. */
    private float[] gradient(TemporalDifference difference, float[] chooser) {
        Outputs outputs = new Outputs(values, nextValues, chooser, new float[0]);
        difference.compute(batch, outputs, 1, 2);
        difference.compute(batch, outputs, 0, 1);
        return difference.outputGradient();
    }
}
