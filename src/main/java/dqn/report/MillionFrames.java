package dqn.report;

import dqn.core.Checkpointable;
import dqn.core.SavedState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * The measure of the published curves: the mean raw score of the training games that ended in each million frames, which
 * are 250,000 agent steps of 4 frames (Castro et al. 2018, "Dopamine"). {@code scripts/windows} computes the same.
 */
public final class MillionFrames implements Checkpointable {
    /** Agent steps of a million frames, at a frame skip of 4. */
    public static final long AGENT_STEPS = 250_000;
    /** Nothing published is longer; what ends later is not counted. */
    public static final int MOST = 200;
    /** A run ends within a game: its last million is whole although the last game to end was a little earlier. */
    private static final long REST_OF_A_GAME = 5_000;

    private final double[] sums = new double[MOST];
    private final long[] games = new long[MOST];
    private long last;
    private long missedUntil;

    /** A game has ended with this raw score, so many agent steps after the start of the run. */
    public void add(long agentStepCount, double score) {
        long window = (agentStepCount - 1) / AGENT_STEPS;
        if (window < MOST) {
            sums[(int) window] += score;
            games[(int) window]++;
        }
        reach(agentStepCount);
    }

    /** The run has come so far, perhaps within a game. */
    public void reach(long agentStepCount) {
        last = Math.max(last, agentStepCount);
    }

    /** Games that ended up to here were not told: of the millions of frames that began before, nothing is known. */
    public void missUntil(long agentStepCount) {
        missedUntil = agentStepCount;
    }

    /** Millions of frames that the run has come through, as far as is known of it. */
    public int whole() {
        return (int) Math.min(MOST, (last + REST_OF_A_GAME) / AGENT_STEPS);
    }

    /**
     * Mean score of the games that ended in one million frames; empty if none did, or some are not known.
     *
     * @param million 1 for the first
     */
    public OptionalDouble mean(int million) {
        return million > MOST || games[million - 1] == 0 || (million - 1) * AGENT_STEPS < missedUntil
                ? OptionalDouble.empty()
                : OptionalDouble.of(sums[million - 1] / games[million - 1]);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(last);
        out.writeLong(missedUntil);
        for (int i = 0; i < MOST; i++) {
            out.writeDouble(sums[i]);
            out.writeLong(games[i]);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        last = SavedState.count(in, "agent steps at the last game's end");
        missedUntil = SavedState.count(in, "agent steps missed");
        for (int i = 0; i < MOST; i++) {
            sums[i] = in.readDouble();
            games[i] = SavedState.count(in, "games of a million frames");
        }
    }
}
