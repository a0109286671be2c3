package dqn.training;

import dqn.agent.UpdateListener;
import dqn.core.Checkpointable;
import dqn.core.SavedState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Means of what the updates since the last {@link #clear} gave. */
final class UpdateAverages implements UpdateListener, Checkpointable {
    private long count;
    private double lossSum;
    private double maxQSum;

    @Override
    public void updated(double loss, double[] maxQ) {
        count++;
        lossSum += loss;
        maxQSum += Arrays.stream(maxQ).sum() / maxQ.length;
    }

    /** Mean loss, NaN without an update. */
    double loss() {
        return lossSum / count;
    }

    /** Mean over updates of the batch's mean largest value, NaN without an update. */
    double maxQ() {
        return maxQSum / count;
    }

    void clear() {
        count = 0;
        lossSum = 0;
        maxQSum = 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(count);
        out.writeDouble(lossSum);
        out.writeDouble(maxQSum);
    }

    @Override
    public void load(DataInput in) throws IOException {
        count = SavedState.count(in, "averaged updates");
        lossSum = in.readDouble();
        maxQSum = in.readDouble();
    }
}
